package org.billhook.core.spi.price;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.model.Unit;
import org.osgi.annotation.versioning.ProviderType;

/** The price lists of the installation as frozen with the run. Immutable; look-ups are by hash, so they are cheap. */
@ProviderType
public interface PriceTable {

    /**
     * The entries of a list with exactly this key that are valid on the day; of several starts those of the last one, of percentages the
     * last surcharges and the last discounts. Several are the steps of a scale, by ascending {@link PriceEntry#from()}.
     *
     * @param key characteristics by name, as in {@link PriceEntry#key()}
     * @return none if there is no price
     */
    List<PriceEntry> find(String list, Map<String, String> key, Unit unit, LocalDate day);

    /** The combinations of characteristics that keys of the list have, so that a price source need not try others. */
    Set<Set<String>> keyShapes(String list);
}
