package org.billhook.core.api;

import java.util.List;
import java.util.Optional;
import org.billhook.core.spi.price.PriceEntry;
import org.osgi.annotation.versioning.ProviderType;

/** The price lists of the installation. Entries are never changed: a new price is a new entry with a later start. */
@ProviderType
public interface Prices {

    /**
     * Adds entries, all or none; {@link PriceEntry#number()} of the arguments is ignored. An entry with list, key, unit and
     * first day of one that exists is refused as CONFLICT unless it is equal, which changes nothing.
     *
     * @return the entries with their numbers
     */
    List<PriceEntry> add(List<PriceEntry> entries, Actor actor);

    /** Ends an entry; {@code lastDay} can't lie before its first day. */
    PriceEntry end(long number, java.time.LocalDate lastDay, Actor actor);

    /** @param list name of the list; empty for all; in the order of the numbers */
    Page<PriceEntry> list(Optional<String> list, Page.Request page);
}
