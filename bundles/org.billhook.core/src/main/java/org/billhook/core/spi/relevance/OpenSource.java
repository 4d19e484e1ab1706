package org.billhook.core.spi.relevance;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/** A source of which something is open. Immutable; not to be kept after the call. */
@ProviderType
public interface OpenSource {

    /** Id within this installation. */
    long id();

    String kind();

    /** The billing object it is posted on: the root or one beneath it. */
    ObjectRef object();

    /** Local date of the service, fixed on entry. */
    LocalDate serviceDate();

    LocalDate postingDate();

    Measure measure();

    Share posted();

    Share open();

    /** Cost, where known, of all that is posted. */
    Optional<Money> cost();

    /** Text for the line; empty where none was entered. */
    String text();

    /**
     * A characteristic by name: one of {@link Characteristics} or one of the source's kind or of
     * its object's kind.
     *
     * @return empty where the source has none of that name
     */
    default Optional<String> characteristic(String name) {
        String value = characteristics().get(name);
        return value == null && name.equals(Characteristics.PERIOD)
                ? Optional.of(YearMonth.from(serviceDate()).toString())
                : Optional.ofNullable(value);
    }

    /** All characteristics by name, but for the period. */
    Map<String, String> characteristics();
}
