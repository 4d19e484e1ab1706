package org.billhook.testkit;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.relevance.OpenSource;
import org.joda.money.Money;

/**
 * An open source for tests, posted on {@code wbs-element/P1.1} on 2026-01-05 unless told otherwise. Immutable: every method
 * that changes something gives a new one.
 */
public record SampleSource(
        long id,
        String kind,
        ObjectRef object,
        LocalDate serviceDate,
        Share posted,
        Share open,
        Optional<Money> cost,
        String text,
        Map<String, String> characteristics)
        implements OpenSource {

    public SampleSource {
        characteristics = Map.copyOf(characteristics);
    }

    /** A source all of which is open. */
    public static SampleSource of(long id, String kind, Share posted) {
        return new SampleSource(
                id,
                kind,
                new ObjectRef("wbs-element", "P1.1"),
                LocalDate.of(2026, 1, 5),
                posted,
                posted,
                Optional.empty(),
                "Posting " + id,
                Map.of());
    }

    /** A time posting. */
    public static SampleSource hours(long id, String hours) {
        return of(id, "time", Share.of(Quantity.of(hours, Unit.HOUR)));
    }

    /**
     * An expense.
     *
     * @param amount for example {@code EUR 12.30}
     */
    public static SampleSource expense(long id, String amount) {
        return of(id, "expense", Share.of(Money.parse(amount)));
    }

    /** The quantity of an item, in pieces. */
    public static SampleSource itemQuantity(long id, String item, String pieces) {
        return of(id, "item-quantity", Share.of(Quantity.of(pieces, Unit.PIECE)))
                .on(item);
    }

    public SampleSource on(String ref) {
        return new SampleSource(id, kind, ObjectRef.parse(ref), serviceDate, posted, open, cost, text, characteristics);
    }

    /** @param day ISO 8601 */
    public SampleSource day(String day) {
        return new SampleSource(id, kind, object, LocalDate.parse(day), posted, open, cost, text, characteristics);
    }

    /** The same, of which only this much is open. */
    public SampleSource open(String value) {
        Share part = new Share(new java.math.BigDecimal(value), posted.measure());
        return new SampleSource(id, kind, object, serviceDate, posted, part, cost, text, characteristics);
    }

    public SampleSource cost(Money value) {
        return new SampleSource(id, kind, object, serviceDate, posted, open, Optional.of(value), text, characteristics);
    }

    public SampleSource text(String value) {
        return new SampleSource(id, kind, object, serviceDate, posted, open, cost, value, characteristics);
    }

    public SampleSource with(String characteristic, String value) {
        Map<String, String> more = new LinkedHashMap<>(characteristics);
        more.put(characteristic, value);
        return new SampleSource(id, kind, object, serviceDate, posted, open, cost, text, more);
    }

    @Override
    public LocalDate postingDate() {
        return serviceDate;
    }

    @Override
    public Measure measure() {
        return posted.measure();
    }
}
