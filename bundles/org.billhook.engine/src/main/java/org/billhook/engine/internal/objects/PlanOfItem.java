package org.billhook.engine.internal.objects;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/**
 * The billing plan of an item against its net value, which it spreads (R-11, G-20): what its relevance needs a plan for and
 * what the objects right under it plan. Nothing to compare is nothing to find.
 */
public final class PlanOfItem {

    private final Snapshot plugins;
    private final ObjectRow item;
    private final Money net;
    private final Map<Long, Money> planned = new TreeMap<>();

    private PlanOfItem(Store store, Snapshot plugins, ObjectRow item, Money net) {
        this.plugins = plugins;
        this.item = item;
        this.net = net;
        for (ObjectRow child : store.objects().children(item.id())) {
            plan(store, child);
        }
    }

    /** Empty if the item has no net value, or a relevance that needs no plan. */
    public static Optional<PlanOfItem> of(Store store, Snapshot plugins, ObjectRow item, ItemTerms terms) {
        boolean needsPlan = plugins.find(Spi.RELEVANCE, terms.relevance())
                .filter(relevance -> relevance
                        .call("terms of " + terms.relevance(), BillingRelevance::terms)
                        .needs()
                        .contains(Need.BILLING_PLAN))
                .isPresent();
        return terms.netValue().filter(net -> needsPlan).map(net -> new PlanOfItem(store, plugins, item, net));
    }

    /** The plan with an object as it would stand. */
    PlanOfItem with(Store store, ObjectRow child) {
        planned.remove(child.id());
        plan(store, child);
        return this;
    }

    /** An object of a kind that is not installed plans nothing that could be billed. */
    private void plan(Store store, ObjectRow child) {
        plugins.find(Spi.OBJECT, child.ref().kind())
                .map(type -> new KindInUse(plugins, type))
                .flatMap(kind -> kind.planned(new RowSnapshot(store, child)))
                .ifPresent(value -> planned.put(child.id(), value));
    }

    private Money sum() {
        return planned.values().stream().reduce(Money.zero(net.getCurrencyUnit()), Money::plus);
    }

    /** An error if more is planned than the net value. */
    Optional<Finding> above() {
        Money sum = sum();
        return sum.isGreaterThan(net)
                ? Optional.of(Finding.error(
                                "PLAN_ABOVE_NET",
                                "The billing plan of %s comes to %s, which is %s above its net value %s: lower a date, or raise quantity or price"
                                        .formatted(item.ref(), sum, sum.minus(net), net))
                        .withRule("G-20"))
                : Optional.empty();
    }

    /** A warning with the rest if there is a plan of less than the net value. */
    private Optional<Finding> below() {
        Money sum = sum();
        return !planned.isEmpty() && sum.isLessThan(net)
                ? Optional.of(Finding.warning(
                                "PLAN_BELOW_NET",
                                "The billing plan of %s comes to %s; of its net value %s the rest of %s is on no date"
                                        .formatted(item.ref(), sum, net, net.minus(sum)))
                        .withRule("G-20"))
                : Optional.empty();
    }

    /** What is to be told of the plan. */
    public Optional<Finding> finding() {
        return above().or(this::below);
    }
}
