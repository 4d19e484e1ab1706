package org.billhook.core.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.spi.price.PriceEntry;
import org.joda.money.BigMoney;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The price lists of the installation. Entries are never changed: a new price is a new entry with a later start, and one that was
 * typed wrong is cancelled and replaced. What was cancelled stays to be seen.
 */
@ProviderType
public interface Prices {

    /**
     * Adds entries, all or none; {@link PriceEntry#number()} of the arguments is ignored. An entry with list, key, unit and
     * first day of one that exists is refused as CONFLICT unless it is equal, which changes nothing.
     *
     * @return the entries with their numbers, in the order of the arguments
     */
    List<Added> add(List<PriceEntry> entries, Actor actor);

    /**
     * An entry that was asked for.
     *
     * @param fresh whether it was stored now; not if an equal one was there
     */
    record Added(PriceEntry entry, boolean fresh) {}

    /** An entry, and that it was cancelled. */
    record Listed(PriceEntry entry, Optional<Cancellation> cancellation) {
        /** One that stands. */
        public static Listed standing(PriceEntry entry) {
            return new Listed(entry, Optional.empty());
        }
    }

    /**
     * Why an entry no longer counts.
     *
     * @param replacedBy number of the entry that took its place
     */
    record Cancellation(String reason, Optional<Long> replacedBy) {}

    /**
     * What the entry should have said; all else stays.
     *
     * @param price of one unit, or the percentage of one that is a percentage (see {@link PriceEntry#price()})
     * @param validTo last day, inclusive; empty for that of the cancelled one
     */
    record Replacement(BigMoney price, Optional<LocalDate> validTo) {}

    /**
     * Takes an entry that was wrong out of the lists, as if it had never been there, from its first day on; with another one in its
     * place if told. What was billed by it stays billed: {@link Requests#pricedBy} lists it. Runs that began before end on what
     * they began with.
     *
     * @param reason 1 to 500 characters; stands in the change log
     * @return the cancelled one, then the one in its place if there is one
     * @throws BillhookException UNKNOWN; CONFLICT if it is cancelled already; REFUSED with findings
     */
    List<Listed> cancel(long number, Optional<Replacement> replacement, String reason, Actor actor);

    /**
     * Ends an entry. One that ends the day before its first one never counted: it is cancelled, without another in its place.
     *
     * @param lastDay inclusive
     * @throws BillhookException UNKNOWN; CONFLICT if it is cancelled; REFUSED if {@code lastDay} lies further back
     */
    Listed end(long number, LocalDate lastDay, Actor actor);

    /** Also one that is cancelled; empty if there is none. */
    Optional<Listed> find(long number);

    /** @param list name of the list; empty for all; in the order of the numbers, cancelled ones among them */
    Page<Listed> list(Optional<String> list, Page.Request page);
}
