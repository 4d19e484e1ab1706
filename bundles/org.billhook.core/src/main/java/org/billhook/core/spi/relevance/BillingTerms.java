package org.billhook.core.spi.relevance;

import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Phase;
import org.joda.money.Money;

/**
 * What a relevance declares once per version and the core enforces.
 *
 * @param documentKind the request that a run creates; empty only for engine {@link Engine#NONE}
 * @param sourceKinds kinds of the sources it claims; a source of another kind under its root is none of its business
 * @param needs what the item must have before it can be billed
 * @param leastItemPhase least phase of the item
 * @param leastExecutionPhase least phase of every order that executes the item
 */
public record BillingTerms(
        Engine engine,
        Frequency frequency,
        Scope scope,
        Optional<RequestKind> documentKind,
        Set<String> sourceKinds,
        Set<Need> needs,
        Phase leastItemPhase,
        Phase leastExecutionPhase) {

    /** Which engine bills. */
    public enum Engine {
        /** Never billed. */
        NONE,
        /** Sales billing: fixed price. */
        SALES,
        /** Dynamic item processor: condenses sources into dynamic items. */
        DIP
    }

    /** How often an item can be billed. */
    public enum Frequency {
        NEVER,
        /** A second run is refused unless the first was cancelled or its request rejected. */
        ONE_TIME,
        /** Each run bills what is not yet billed. */
        MULTIPLE
    }

    /** What is billed. */
    public enum Scope {
        NONE,
        FIXED_PRICE,
        TIME_AND_MATERIAL
    }

    /** The request a run creates (G-9). */
    public enum RequestKind {
        BILLING_DOCUMENT_REQUEST,
        DEBIT_MEMO_REQUEST,
        /** In place of either where the net is negative (D-12, D-100); no relevance declares it. */
        CREDIT_MEMO_REQUEST,
        /** What planned work would cost (D-10, D-15); no relevance declares it. */
        QUOTATION,
        /** What is asked for on planned work before it is done (D-10); no relevance declares it. */
        DOWN_PAYMENT_REQUEST;

        /** Whether it bills what was done. */
        public boolean bills() {
            return this != QUOTATION && this != DOWN_PAYMENT_REQUEST;
        }
    }

    /** What an item can be asked to have. */
    public enum Need {
        DIP_PROFILE,
        /** At least one date, billed or not: a source of a kind that the relevance claims. */
        BILLING_PLAN
    }

    public BillingTerms {
        sourceKinds = Set.copyOf(sourceKinds);
        needs = Set.copyOf(needs);
        boolean never = engine == Engine.NONE;
        if (never != (frequency == Frequency.NEVER)
                || never != (scope == Scope.NONE)
                || never != documentKind.isEmpty()) {
            throw new IllegalArgumentException("Engine %s does not go with frequency %s, scope %s and document %s"
                    .formatted(engine, frequency, scope, documentKind));
        }
        if (documentKind
                .filter(kind -> kind == RequestKind.CREDIT_MEMO_REQUEST || !kind.bills())
                .isPresent()) {
            throw new IllegalArgumentException(
                    "A credit memo request comes of a negative net, quotations and down payment requests of their usage;"
                            + " no relevance declares them");
        }
        if (!never && sourceKinds.isEmpty()) {
            throw new IllegalArgumentException("A relevance that bills must name the source kinds it claims");
        }
    }

    /**
     * The request for a net: that of the terms, or a credit memo request if the net is negative (D-12, D-100).
     *
     * @throws java.util.NoSuchElementException for a relevance that never bills
     */
    public RequestKind requestFor(Money net) {
        RequestKind declared = documentKind.orElseThrow();
        return net.isNegative() ? RequestKind.CREDIT_MEMO_REQUEST : declared;
    }

    /** Terms of a relevance that never bills. */
    public static BillingTerms notBilled() {
        return new BillingTerms(
                Engine.NONE, Frequency.NEVER, Scope.NONE, Optional.empty(), Set.of(), Set.of(), Phase.OPEN, Phase.OPEN);
    }

    /** Terms of fixed-price billing, which creates a billing document request. */
    public static BillingTerms sales(Frequency frequency, Set<String> sourceKinds, Phase least) {
        return new BillingTerms(
                Engine.SALES,
                frequency,
                Scope.FIXED_PRICE,
                Optional.of(RequestKind.BILLING_DOCUMENT_REQUEST),
                sourceKinds,
                Set.of(),
                least,
                least);
    }

    /** Terms of billing by time and material, which creates a debit memo request. */
    public static BillingTerms dip(Frequency frequency, Set<String> sourceKinds, Phase least) {
        return new BillingTerms(
                Engine.DIP,
                frequency,
                Scope.TIME_AND_MATERIAL,
                Optional.of(RequestKind.DEBIT_MEMO_REQUEST),
                sourceKinds,
                Set.of(),
                least,
                least);
    }

    /** These terms with a further need. */
    public BillingTerms needing(Need need) {
        java.util.EnumSet<Need> all = java.util.EnumSet.of(need);
        all.addAll(needs);
        return new BillingTerms(
                engine, frequency, scope, documentKind, sourceKinds, all, leastItemPhase, leastExecutionPhase);
    }
}
