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
     * Whether it takes back what was billed: then it comes back at the price at which that was billed, part by part, whatever a price
     * source says (G-17), and in a line of its own.
     */
    default boolean takesBack() {
        return false;
    }

    /**
     * A characteristic by name: one of {@link Characteristics} or one of the source's kind or of
     * its object's kind, of which the name is one as well: the key of the object.
     *
     * @return empty where the source has none of that name
     */
    default Optional<String> characteristic(String name) {
        String value = characteristics().get(name);
        if (value == null && name.equals(Characteristics.PERIOD)) {
            return Optional.of(YearMonth.from(serviceDate()).toString());
        }
        return value == null && name.equals(object().kind()) ? Optional.of(object().key()) : Optional.ofNullable(value);
    }

    /** All characteristics by name, but for those that are derived: the period, and the kind of the object. */
    Map<String, String> characteristics();
}
