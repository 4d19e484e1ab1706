package org.billhook.core.spi.decision;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.Facts;
import org.osgi.annotation.versioning.ProviderType;

/** A page of dynamic items to decide on. Immutable; not to be kept. */
@ProviderType
public interface DecisionPage {

    BillingItem item();

    LocalDate keyDate();

    /** What is still to be billed after the decisions made before, in order. */
    List<DynamicItem> dynamicItems();

    /** What earlier runs settled. */
    BilledToDate billedToDate();

    /**
     * What this run has already included on earlier pages of the item, for sources of one kind and measure, by service
     * date; add it to {@link #billedToDate()} to know how much of a base amount is used up.
     *
     * @param from first service date, inclusive
     * @param to last service date, inclusive
     */
    Share includedInRun(String sourceKind, Measure measure, LocalDate from, LocalDate to);

    Facts facts();
}
