package org.billhook.core.spi.decision;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides, after the relevance and before the price, what becomes of each claim: bill it, hold it until a date, write it
 * off, include it in a contract's base amount, or leave it open. Pure (law 2); called on several threads at once, bundle
 * after bundle in ascending {@code service.ranking}; the clerk's decisions come last.
 */
@ConsumerType
public interface BillingDecision {

    /** Service property, String, required; never renamed. */
    String ID = "billing.decision.id";

    /**
     * Decides on one page of dynamic items of one item, at most a thousand.
     *
     * @param out what is not mentioned goes on to be billed
     */
    void decide(DecisionPage page, DecisionSink out);
}
