package org.billhook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.PricedLine;
import org.billhook.core.spi.adjustment.Rest;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.joda.money.Money;

/** Keeps what an adjustment changes on one page or at the end of an item, and finds what is wrong with it. */
public final class RecordedAdjustments implements AdjustmentSink {

    private final Thread caller = Thread.currentThread();
    private final AdjustmentPage page;
    private final boolean end;
    private final List<List<Condition>> conditions;
    private final List<Money> nets = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Money added;

    private RecordedAdjustments(AdjustmentPage page, boolean end) {
        this.page = page;
        this.end = end;
        added = Money.zero(page.item().currency());
        conditions = page.lines().stream()
                .map(line -> line.conditions().stream()
                        .map(Conditions.Valued::condition)
                        .collect(Collectors.toCollection(ArrayList::new)))
                .collect(Collectors.toCollection(ArrayList::new));
        page.lines().stream().map(PricedLine::net).forEach(nets::add);
    }

    /** Gives the adjustment a page of lines. */
    public static RecordedAdjustments of(BillingAdjustment adjustment, AdjustmentPage page) {
        RecordedAdjustments adjustments = new RecordedAdjustments(page, false);
        adjustment.adjust(page, adjustments);
        return adjustments;
    }

    /** Gives the adjustment the end of an item. */
    public static RecordedAdjustments ofEnd(BillingAdjustment adjustment, AdjustmentPage end) {
        RecordedAdjustments adjustments = new RecordedAdjustments(end, true);
        adjustment.finish(end, adjustments);
        return adjustments;
    }

    @Override
    public void addCondition(int index, Condition condition, String reason) {
        change("line %d: condition %s".formatted(index, condition), reason);
        if (!isLine(index)) {
            return;
        }
        conditions.get(index).add(condition);
        try {
            List<Conditions.Valued> valued = Conditions.value(
                    conditions.get(index),
                    page.lines().get(index).dynamicItem(),
                    page.item().currency());
            nets.set(index, Conditions.net(valued, page.item().currency()));
        } catch (IllegalArgumentException e) {
            faults.add("Line %d: %s".formatted(index, e.getMessage()));
        }
    }

    @Override
    public void keep(int index, Money keep, Rest rest, String reason) {
        change("line %d: keep %s, %s".formatted(index, keep, rest), reason);
        if (!isLine(index)) {
            return;
        }
        Money net = nets.get(index);
        boolean sameCurrency = keep.getCurrencyUnit().equals(net.getCurrencyUnit());
        boolean within = sameCurrency
                && (keep.isZero()
                        || keep.isPositive() == net.isPositive() && keep.abs().compareTo(net.abs()) <= 0);
        if (!within) {
            faults.add("Line %d: %s is not between zero and its net %s".formatted(index, keep, net));
        } else {
            nets.set(index, keep);
        }
    }

    @Override
    public void text(int index, String text, String reason) {
        change("line %d: text '%s'".formatted(index, text), reason);
        isLine(index);
    }

    @Override
    public void addLine(String text, Condition.Fixed value, List<Integer> restsOn, String reason) {
        changes.add("new line '%s' %s on %s: %s".formatted(text, value, restsOn, reason));
        requireCallerAndReason("new line", reason);
        if (!value.amount().getCurrencyUnit().equals(page.item().currency())) {
            faults.add("The new line is in %s, the item in %s"
                    .formatted(value.amount().getCurrencyUnit(), page.item().currency()));
        } else if (!value.statistical()) {
            added = added.plus(value.amount());
        }
        restsOn.forEach(this::isLine);
    }

    /** Net of all lines after the changes, those added included; the net so far before is not in it. */
    public Money net() {
        return nets.stream().reduce(added, Money::plus);
    }

    /** The changes as text, in the order made; equal for equal answers. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** Everything that is wrong; empty if core would take the changes. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void change(String what, String reason) {
        changes.add(what + ": " + reason);
        requireCallerAndReason(what, reason);
        if (end) {
            faults.add("At the end only new lines are allowed, not " + what);
        }
    }

    private void requireCallerAndReason(String what, String reason) {
        if (Thread.currentThread() != caller) {
            faults.add("The sink is used from another thread");
        }
        if (reason.isBlank()) {
            faults.add("The change has no reason: " + what);
        }
    }

    private boolean isLine(int index) {
        boolean known = index >= 0 && index < nets.size();
        if (!known) {
            faults.add("There is no line %d".formatted(index));
        }
        return known;
    }
}
