package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.OpenSource;

/** What this run did with the sources of an item so far, by kind, measure and service date. */
final class Tally {

    private record Key(String kind, Measure measure, LocalDate date) {}

    private final Map<Key, Map<ActKind, BigDecimal>> sums = new HashMap<>();
    private Key last;
    private Map<ActKind, BigDecimal> lastSums;

    void add(OpenSource source, ActKind kind, Share share) {
        Measure measure = source.measure();
        LocalDate date = source.serviceDate();
        // sources come by date, so most hit the same sum as the one before
        boolean same = last != null
                && last.date().equals(date)
                && last.kind().equals(source.kind())
                && last.measure().equals(measure);
        if (!same) {
            last = new Key(source.kind(), measure, date);
            lastSums = sums.computeIfAbsent(last, key -> new EnumMap<>(ActKind.class));
        }
        lastSums.merge(kind, share.value(), BigDecimal::add);
    }

    Share sum(ActKind act, String kind, Measure measure, Optional<LocalDate> from, LocalDate to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Key, Map<ActKind, BigDecimal>> entry : sums.entrySet()) {
            Key key = entry.getKey();
            boolean wanted = key.kind().equals(kind)
                    && key.measure().equals(measure)
                    && (from.isEmpty() || !key.date().isBefore(from.get()))
                    && !key.date().isAfter(to);
            if (wanted) {
                sum = sum.add(entry.getValue().getOrDefault(act, BigDecimal.ZERO));
            }
        }
        return new Share(sum, measure);
    }

    /** What the moves of this run changed of a term. */
    Share effect(Term term, String kind, Measure measure, Optional<LocalDate> from, LocalDate to) {
        Share effect = Share.zero(measure);
        for (ActKind act : ActKind.values()) {
            if (!act.changesPosted() && act.to() == term) {
                effect = effect.plus(sum(act, kind, measure, from, to));
            }
            if (!act.changesPosted() && act.from() == term) {
                effect = effect.minus(sum(act, kind, measure, from, to));
            }
        }
        return effect;
    }
}
