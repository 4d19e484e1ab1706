package org.billhook.core.spi.relevance;

import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/** What the ledger holds for an item from earlier runs, derived from it at every call, never stored. Immutable. */
@ProviderType
public interface BilledToDate {

    /** Net value of all lines of the item that stand, in its currency; zero if none. */
    Money net();

    /**
     * Sum of one term over the item's sources of a kind and measure, by service date.
     *
     * @param from first service date, inclusive; empty for all
     * @param to last service date, inclusive
     */
    Share total(String sourceKind, Measure measure, Term term, Optional<LocalDate> from, LocalDate to);
}
