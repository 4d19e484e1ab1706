package org.billhook.core.spi.fact;

import java.util.Collection;
import java.util.List;
import org.billhook.core.spi.relevance.BillingItem;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings values that rules need and that core does not hold: an outside price, a check of a VAT id, tables of one's own.
 * The only kind of rule plugin that may reach outside, and it does so before the rules: what it brings is frozen with the
 * run, so that preview, run and replay see the same. Called on several threads at once, outside of any transaction.
 *
 * <p>What it throws means that the items asked for wait, with the name of the bundle as reason (law 4).
 */
@ConsumerType
public interface FactSource {

    /** Service property, String, required; never renamed. */
    String ID = "billing.fact.id";

    /**
     * Fetches in bulk.
     *
     * @param items at most a thousand
     * @return facts of any of the items; an item may have several or none
     * @throws Exception if the outside can't be reached in time; keep timeouts below ten seconds
     */
    List<Fact> fetch(Collection<BillingItem> items) throws Exception;
}
