package org.billhook.core.spi.relevance;

import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.Usage;
import org.osgi.annotation.versioning.ProviderType;

/** One item as a run sees it. Immutable for the length of the call; not to be kept after it. */
@ProviderType
public interface ItemInRun {

    BillingItem item();

    /** Last day that is billed, inclusive. */
    LocalDate keyDate();

    /**
     * The open sources in (service date, id) order, service date up to the key date. Can be iterated more than once, reads
     * page by page, holds no more than a page: don't collect it.
     */
    Iterable<OpenSource> openSources();

    /**
     * Those of the open sources that take something back: less than zero is open of them. Mostly there are none, which is known without
     * reading all others; for who has to know of them before the first source is proposed (G-22).
     */
    Iterable<OpenSource> corrections();

    /** What was billed of this item before this run. */
    BilledToDate billedToDate();

    /** The DIP profile of the item as frozen with the run; empty for an item without one. */
    Optional<DipProfile> profile();

    /** What the run makes items for. */
    Usage usage();

    /** Facts frozen with the run; the object is the item's own. */
    Facts facts();
}
