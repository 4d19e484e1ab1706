package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.port.LedgerStore.BilledPart;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;
import org.joda.money.Money;

/** An open source on its way through the pipeline; knows how many acts it already has in the page. */
final class StreamedSource implements OpenSource {

    final OpenRow row;
    final ObjectRow objectRow;
    final boolean whole;
    /** Where it was read, so that no other item's source passes for one of this item. */
    final OpenStream stream;
    /** What was billed of the source that it takes back. */
    final List<BilledPart> billed;

    private final Share open;
    private Map<String, String> characteristics;
    private int acts;

    StreamedSource(OpenStream stream, OpenRow row, ObjectRow object, List<BilledPart> billed) {
        this.billed = billed;
        this.stream = stream;
        this.row = row;
        this.objectRow = object;
        whole = row.whole();
        open = whole ? row.posted() : new Share(row.open(), row.posted().measure());
    }

    /** Sequence number for the next act on it. */
    int nextSeq() {
        return row.seq() + acts++;
    }

    int acts() {
        return acts;
    }

    @Override
    public long id() {
        return row.id();
    }

    @Override
    public String kind() {
        return row.kind();
    }

    @Override
    public ObjectRef object() {
        return objectRow.ref();
    }

    @Override
    public LocalDate serviceDate() {
        return row.serviceDate();
    }

    @Override
    public LocalDate postingDate() {
        return row.postingDate();
    }

    @Override
    public Measure measure() {
        return row.posted().measure();
    }

    @Override
    public Share posted() {
        return row.posted();
    }

    @Override
    public Share open() {
        return open;
    }

    @Override
    public Optional<Money> cost() {
        return row.cost();
    }

    @Override
    public String text() {
        return row.text();
    }

    @Override
    public boolean takesBack() {
        return !billed.isEmpty();
    }

    @Override
    public Map<String, String> characteristics() {
        if (characteristics == null) {
            characteristics = stream.characteristics(row, objectRow);
        }
        return characteristics;
    }

    /** Cost of a share of it; exact for all that is posted. */
    Optional<BigDecimal> cost(BigDecimal share) {
        return row.cost().map(cost -> {
            BigDecimal posted = posted().value();
            return share.compareTo(posted) == 0
                    ? cost.getAmount()
                    : cost.getAmount().multiply(share).divide(posted, 15, java.math.RoundingMode.HALF_UP);
        });
    }
}
