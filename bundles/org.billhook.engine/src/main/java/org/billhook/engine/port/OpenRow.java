package org.billhook.engine.port;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/**
 * A source of which something is open: as much of it and of its balance as a run needs. Plain, since a run reads millions.
 *
 * @param object id of the billing object
 * @param characteristics all of the source's own; rows with equal ones may share the map
 * @param open what is open now
 * @param seq of the balance
 * @param reverses id of the source that it takes back; 0 for none
 */
public record OpenRow(
        long id,
        String kind,
        long object,
        LocalDate serviceDate,
        LocalDate postingDate,
        Share posted,
        String text,
        Map<String, String> characteristics,
        Optional<Money> cost,
        BigDecimal open,
        int seq,
        long reverses) {

    public static OpenRow of(SourceRow source, BigDecimal open, int seq) {
        return new OpenRow(
                source.id(),
                source.kind(),
                source.object(),
                source.serviceDate(),
                source.postingDate(),
                source.posted(),
                source.text(),
                source.characteristics(),
                source.cost(),
                open,
                seq,
                source.reverses().orElse(0L));
    }

    /** Whether no part of it was ever settled: all that is posted is open. */
    public boolean whole() {
        return open.compareTo(posted.value()) == 0;
    }
}
