package org.billhook.store.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What the tests of the store post and bill. */
public final class Fixture {

    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    public static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    public static final Measure HOURS = Measure.of(Unit.HOUR);
    public static final Measure EUROS = Measure.of(CurrencyUnit.EUR);
    public static final String COST_LINE = "cost-line";

    private static final AtomicLong COUNTER = new AtomicLong();

    private Fixture() {}

    /** A text that no other test of this JVM has. */
    public static String unique(String prefix) {
        return prefix + "-" + COUNTER.incrementAndGet();
    }

    public static ObjectRow object(long id, String key) {
        return new ObjectRow(
                id,
                new ObjectRef("wbs-element", key),
                "Element " + key,
                "released",
                Phase.RELEASED,
                Optional.empty(),
                Optional.of(id),
                id + "/",
                false,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                NOON);
    }

    /** Stores an object that heads a root of its own. */
    public static ObjectRow head(Store store) {
        return store.objects().insert(object(store.objects().nextId(), unique("E")), Map.of(), Map.of());
    }

    public static long act(Store store, String reason) {
        return store.ledger().act(new Act(Optional.empty(), "ann", reason, NOON));
    }

    public static SourceRow source(long id, ObjectRow object, Share posted) {
        return new SourceRow(
                id,
                COST_LINE,
                "test",
                unique("X"),
                object.id(),
                object.root(),
                DAY,
                DAY.plusDays(1),
                NOON,
                posted,
                "Work",
                true,
                true,
                Map.of("person", "P-1"),
                Optional.empty(),
                Optional.empty(),
                new byte[32]);
    }

    /** Posts so many sources of eight hours each on the object; their ids. */
    public static List<Long> post(Store store, ObjectRow object, int count) {
        return post(store, object, hours("8"), count);
    }

    public static List<Long> post(Store store, ObjectRow object, Share posted, int count) {
        List<Long> ids = new ArrayList<>();
        for (int start = 0; start < count; start += 1000) {
            int size = Math.min(1000, count - start);
            long first = store.sources().nextIds(size);
            List<SourceRow> rows = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                rows.add(source(first + i, object, posted));
                ids.add(first + i);
            }
            store.sources().insert(rows, act(store, "posted"));
        }
        return ids;
    }

    public static Share hours(String value) {
        return new Share(new BigDecimal(value), HOURS);
    }

    public static Money euros(String value) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(value));
    }

    /** A move without a document. */
    public static Move move(ActKind kind, long source, int seq, String share) {
        return new Move(source, seq, kind, hours(share).value(), false, Optional.empty(), 0, 0, Optional.empty());
    }

    /** Bills all eight hours of a source on a line. */
    public static Move billWhole(long source, int seq, long document, int position) {
        return new Move(
                source,
                seq,
                ActKind.BILL,
                hours("8").value(),
                true,
                Optional.of(euros("800.00")),
                document,
                position,
                Optional.empty());
    }
}
