package org.billhook.testkit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BilledToDate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What earlier runs billed, for tests. Immutable: every method that changes something gives a new one. */
public final class SampleBilled implements BilledToDate {

    private record Key(String sourceKind, Measure measure, Term term) {}

    private final Money net;
    private final Map<Key, Map<LocalDate, Share>> totals;

    private SampleBilled(Money net, Map<Key, Map<LocalDate, Share>> totals) {
        this.net = net;
        this.totals = totals;
    }

    public static SampleBilled nothing(CurrencyUnit currency) {
        return new SampleBilled(Money.zero(currency), Map.of());
    }

    /** The same, with lines of this net value in all. */
    public SampleBilled net(Money value) {
        return new SampleBilled(value, totals);
    }

    /** The same, with a share of a service date in one term of the ledger. */
    public SampleBilled with(String sourceKind, Term term, String day, Share share) {
        Map<Key, Map<LocalDate, Share>> more = new LinkedHashMap<>();
        totals.forEach((key, days) -> more.put(key, new LinkedHashMap<>(days)));
        more.computeIfAbsent(new Key(sourceKind, share.measure(), term), key -> new LinkedHashMap<>())
                .merge(LocalDate.parse(day), share, Share::plus);
        return new SampleBilled(net, more);
    }

    @Override
    public Money net() {
        return net;
    }

    @Override
    public Share total(String sourceKind, Measure measure, Term term, Optional<LocalDate> from, LocalDate to) {
        return totals.getOrDefault(new Key(sourceKind, measure, term), Map.of()).entrySet().stream()
                .filter(day -> from.isEmpty() || !day.getKey().isBefore(from.get()))
                .filter(day -> !day.getKey().isAfter(to))
                .map(Map.Entry::getValue)
                .reduce(new Share(BigDecimal.ZERO, measure), Share::plus);
    }
}
