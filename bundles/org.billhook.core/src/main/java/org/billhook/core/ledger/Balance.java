package org.billhook.core.ledger;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;

/**
 * What stands on one source now: every term of law 1, and the number of acts so far. Immutable. The database keeps the
 * same two conditions as constraints; this class is the rule they repeat.
 *
 * <p>Source: invariants I-1, I-2; design, law 1.
 *
 * @param seq number of acts; each act adds one, and an act that expected another number is refused
 */
public record Balance(Map<Term, Share> terms, int seq) {

    public Balance {
        EnumMap<Term, Share> copy = new EnumMap<>(Term.class);
        Share zero = Share.zero(terms.get(Term.POSTED).measure());
        for (Term term : Term.values()) {
            copy.put(term, terms.getOrDefault(term, zero));
        }
        terms = java.util.Collections.unmodifiableMap(copy);
        requireLaw(terms);
    }

    /** The balance right after posting: all of it open. */
    public static Balance posted(Share posted) {
        return new Balance(Map.of(Term.POSTED, posted, Term.OPEN, posted), 1);
    }

    public Share get(Term term) {
        return terms.get(term);
    }

    public Share posted() {
        return get(Term.POSTED);
    }

    public Share open() {
        return get(Term.OPEN);
    }

    /**
     * Why the act can't be done, or empty if it can.
     *
     * @param share with the sign of posted; for {@link ActKind#REVALUE} the signed change of posted
     */
    public Optional<Finding> refusal(ActKind kind, Share share) {
        if (kind == ActKind.POST) {
            return Optional.of(Finding.error("ALREADY_POSTED", "The source is posted already"));
        }
        if (kind.changesPosted()) {
            return revaluation(share);
        }
        Share from = get(kind.from());
        if (share.isZero() || !share.isWithin(from)) {
            String what = kind.from().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String message = from.isZero()
                    ? "%s: nothing of the source is %s".formatted(word(kind), what)
                    : "%s of %s exceeds what is %s: %s".formatted(word(kind), share, what, from);
            return Optional.of(Finding.error("EXCEEDS_" + kind.from(), message).withRule("I-1"));
        }
        return Optional.empty();
    }

    /**
     * The balance after the act.
     *
     * @throws IllegalArgumentException if {@link #refusal} would not be empty
     */
    public Balance after(ActKind kind, Share share) {
        refusal(kind, share).ifPresent(finding -> {
            throw new IllegalArgumentException(finding.message());
        });
        EnumMap<Term, Share> next = new EnumMap<>(terms);
        if (kind.changesPosted()) {
            next.merge(Term.POSTED, share, Share::plus);
        } else {
            next.merge(kind.from(), share, Share::minus);
        }
        next.merge(kind.to(), share, Share::plus);
        return new Balance(next, seq + 1);
    }

    private Optional<Finding> revaluation(Share change) {
        Share posted = posted().plus(change);
        Share open = open().plus(change);
        boolean signKept = posted.isZero() || posted().isZero() || posted.signum() == posted().signum();
        if (!signKept || !open.isWithin(posted)) {
            return Optional.of(Finding.error(
                            "BELOW_SETTLED",
                            "Posted can't become %s: %s of it is already settled"
                                    .formatted(posted, posted().minus(open())))
                    .withRule("I-1"));
        }
        return Optional.empty();
    }

    private static String word(ActKind kind) {
        String lower = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }

    private static void requireLaw(Map<Term, Share> terms) {
        Share posted = terms.get(Term.POSTED);
        Share sum = Share.zero(posted.measure());
        for (Term term : Term.values()) {
            if (term != Term.POSTED) {
                Share share = terms.get(term);
                if (!share.isWithin(posted)) {
                    throw new IllegalArgumentException("%s %s is not within posted %s".formatted(term, share, posted));
                }
                sum = sum.plus(share);
            }
        }
        if (sum.value().compareTo(posted.value()) != 0) {
            throw new IllegalArgumentException("The terms add up to %s, posted is %s".formatted(sum, posted));
        }
    }
}
