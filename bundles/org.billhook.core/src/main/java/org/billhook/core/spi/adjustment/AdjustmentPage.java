package org.billhook.core.spi.adjustment;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Facts;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/** A page of priced lines of one item, or its end. Immutable; not to be kept. */
@ProviderType
public interface AdjustmentPage {

    BillingItem item();

    LocalDate keyDate();

    /** At most a thousand; empty at the end. */
    List<PricedLine> lines();

    /** What earlier runs billed. */
    BilledToDate billedToDate();

    /** Net of the pages of this run before this one; at the end of all of them. */
    Money netSoFar();

    Facts facts();
}
