package org.billhook.core.spi.relevance;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which open sources of one item become billable, and as what. Pure (law 2): the same call serves preview, run,
 * replay and rehearsal, possibly from several threads at once, and must not keep anything between two calls.
 *
 * <p>Register it as a service with {@link BillingRelevanceId}. What it throws, {@link LinkageError} included, means "not
 * decided": the item waits with the name of the bundle as reason (law 4).
 */
@ConsumerType
public interface BillingRelevance {

    /** Service property, String, required: the id that items carry and documents store; never renamed. */
    String ID = "billing.relevance.id";

    /** Constant for a version of the bundle; asked once, when the version becomes active. */
    BillingTerms terms();

    /**
     * Proposes what to bill of one item. Called only when the {@link #terms() terms} are met.
     *
     * @param item the item, its open sources of the kinds the terms name, with a service date up to the key date
     * @param out takes dynamic items in the order they shall stand on the request. Every source is either claimed by a
     *     dynamic item or left open with a reason; one that is neither is an error of the proposal, and so are claims
     *     above what is open
     */
    void propose(ItemInRun item, ProposalSink out);
}
