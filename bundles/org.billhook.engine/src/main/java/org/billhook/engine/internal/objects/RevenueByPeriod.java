package org.billhook.engine.internal.objects;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.api.Requests.PeriodRevenue;
import org.billhook.engine.port.RequestStore.DayRevenue;
import org.joda.money.Money;

/** Billed revenue summed up by month of the key date, and by currency. Not for more than one thread. */
public final class RevenueByPeriod {

    private final Map<YearMonth, Map<String, PeriodRevenue>> periods = new TreeMap<>();

    public void add(DayRevenue day) {
        add(new PeriodRevenue(YearMonth.from(day.keyDate()), day.net(), day.requests()));
    }

    void add(RevenueByPeriod other) {
        other.list().forEach(this::add);
    }

    private void add(PeriodRevenue more) {
        Money net = more.net();
        periods.computeIfAbsent(more.period(), period -> new TreeMap<>())
                .merge(
                        net.getCurrencyUnit().getCode(),
                        more,
                        (one, other) -> new PeriodRevenue(
                                one.period(), one.net().plus(other.net()), one.requests() + other.requests()));
    }

    /** By period, then currency. */
    public List<PeriodRevenue> list() {
        return periods.values().stream()
                .flatMap(period -> period.values().stream())
                .toList();
    }
}
