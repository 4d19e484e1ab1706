package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillingRuns.PricingDay;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.price.PriceTable;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.Facts;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Spi;

/** Asks the price sources that the item names, in their order; the first answer wins, none leaves the claims open (law 4). */
final class PriceStep {

    private static final String STEP = "price";

    private final ItemContext item;
    private final PriceChanges changes;
    private final Overheads overheads;
    /** Lines that wait since a price source is away. */
    private final Set<DraftLine> away = new HashSet<>();

    PriceStep(ItemContext item) {
        this.item = item;
        changes = new PriceChanges(
                item.ref(),
                item.inputs.order.priceChanges(),
                item.inputs.usage(item.item).flatMap(UsageRow::manualConditions));
        overheads = new Overheads(item, this::pricingDate);
    }

    /** @return the lines that have a price now */
    List<DraftLine> run(List<DraftLine> lines) {
        return run(lines, false);
    }

    /** The same, with the cost for a price where there is none (D-111). */
    List<DraftLine> runOrCost(List<DraftLine> lines) {
        return run(lines, true);
    }

    private List<DraftLine> run(List<DraftLine> lines, boolean orCost) {
        List<DraftLine> asked = lines;
        if (lines.stream().anyMatch(line -> line.asBilled)) {
            asked = new ArrayList<>(lines);
            asked.removeIf(line -> line.asBilled);
        }
        price(asked, orCost);
        return priced(lines);
    }

    private void price(List<DraftLine> lines, boolean orCost) {
        List<DraftLine> unpriced = new ArrayList<>(lines);
        if (changes.any()) {
            lines.forEach(changes::requireFew);
        }
        List<String> reasons = new ArrayList<>();
        unpriced.removeIf(overheads::isOnlyOverhead);
        unpriced.forEach(line -> reasons.add(""));
        away.clear();
        ask(unpriced, reasons, orCost);
        if (changes.any()) {
            // the clerk's price counts for the quantity that the list makes of the claims, such as rounded time
            lines.stream().filter(line -> !away.contains(line)).forEach(changes::price);
        }
        lines.forEach(overheads::add);
        if (changes.any()) {
            priced(lines).forEach(changes::add);
        }
    }

    private void ask(List<DraftLine> lines, List<String> noReasons, boolean orCost) {
        List<DraftLine> unpriced = lines;
        List<String> reasons = noReasons;
        for (String id : item.item.priceSources()) {
            if (unpriced.isEmpty()) {
                return;
            }
            Optional<Leased<PriceSource>> source = item.inputs.plugins().find(Spi.PRICE, id);
            if (source.isEmpty()) {
                // the next one must not answer in its place
                Finding gone = Finding.error(
                        "PLUGIN_MISSING",
                        "Price source '%s' of %s is not installed: install its bundle".formatted(id, item.ref()));
                item.item.pluginAway = true;
                unpriced.forEach(line -> item.leaveOpen(line, gone));
                away.addAll(unpriced);
                return;
            }
            Answers answers = new Answers(source.get(), unpriced, reasons);
            answers.call.run(source.get(), "price " + item.ref(), service -> service.price(answers, answers));
            answers.requireAll();
            unpriced = answers.unpriced();
            reasons = answers.open;
        }
        for (int i = 0; i < unpriced.size(); i++) {
            List<Condition> cost = orCost ? overheads.cost(unpriced.get(i).item, false) : List.of();
            if (!cost.isEmpty()) {
                unpriced.get(i).conditions = cost;
                continue;
            }
            if (changes.any() && changes.prices(unpriced.get(i))) {
                continue;
            }
            String reason = reasons.get(i).isEmpty() ? item.ref() + " names no price source" : reasons.get(i);
            item.leaveOpen(unpriced.get(i), Finding.error("NO_PRICE", reason));
        }
    }

    private static List<DraftLine> priced(List<DraftLine> lines) {
        List<DraftLine> priced = new ArrayList<>(lines.size());
        for (DraftLine line : lines) {
            if (line.conditions != null) {
                priced.add(line);
            }
        }
        return priced;
    }

    private LocalDate pricingDate(DynamicItem of) {
        return item.inputs.order.pricingDate().orElseGet(() -> unnamed(of));
    }

    /** What the item says, or else the installation (G-17); an order of before named no day for the service date. */
    private LocalDate unnamed(DynamicItem of) {
        Optional<PricingDay> otherwise = item.inputs.order.otherwise();
        boolean byServiceDate = item.item.terms.priceByServiceDate().orElseGet(() -> otherwise
                .map(PricingDay::byServiceDate)
                .orElse(true));
        return byServiceDate || otherwise.isEmpty()
                ? firstDay(of)
                : otherwise.get().asked();
    }

    /** The page that one source sees, and what it says. */
    private final class Answers implements PricePage, PriceSink {
        private final PluginCall call = new PluginCall();
        private final Leased<PriceSource> source;
        private final List<DraftLine> lines;
        private final List<DynamicItem> items;
        private final List<String> before;
        private final boolean[] told;
        private final List<String> open = new ArrayList<>(0);
        private final String[] reasons;

        Answers(Leased<PriceSource> source, List<DraftLine> lines, List<String> before) {
            this.source = source;
            this.lines = lines;
            this.before = before;
            items = new ArrayList<>(lines.size());
            lines.forEach(line -> items.add(line.item));
            told = new boolean[lines.size()];
            reasons = new String[lines.size()];
        }

        @Override
        public void conditions(int index, List<Condition> conditions) {
            tell(index);
            if (conditions.isEmpty()) {
                throw fault("NO_CONDITION", "an answer without a condition is no price");
            }
            for (Condition condition : conditions) {
                if (condition instanceof Condition.Cost of
                        && !items.get(index).cost().containsKey(of.of())) {
                    throw fault(
                            "NO_COST",
                            "condition %s rests on a cost in %s that there is not".formatted(of.type(), of.of()));
                }
            }
            lines.get(index).conditions = conditions;
            lines.get(index).pricedBy = source;
        }

        @Override
        public void conditions(int index, List<Fraction> each, Unit unit, List<Condition> conditions) {
            conditions(index, conditions);
            DraftLine line = lines.get(index);
            if (each.size() != line.item.claims().size()) {
                throw fault(
                        "NO_COUNT",
                        "%d claims of dynamic item %d are counted, it has %d"
                                .formatted(
                                        each.size(), index, line.item.claims().size()));
            }
            line.count(each, Measure.of(unit));
        }

        @Override
        public void noPrice(int index, String reason) {
            tell(index);
            reasons[index] = before.get(index).isEmpty() ? reason : before.get(index) + "; " + reason;
        }

        private void tell(int index) {
            if (index < 0 || index >= told.length || told[index]) {
                throw fault("ANSWERED_TWICE", "told twice, or out of its page, about dynamic item " + index);
            }
            told[index] = true;
        }

        private RuntimeException fault(String code, String message) {
            return call.fail(RootFailed.by(source, STEP, code, message));
        }

        void requireAll() {
            for (int i = 0; i < told.length; i++) {
                if (!told[i]) {
                    throw RootFailed.by(source, STEP, "NO_ANSWER", "said nothing about dynamic item " + i);
                }
            }
        }

        List<DraftLine> unpriced() {
            List<DraftLine> left = new ArrayList<>(0);
            for (int i = 0; i < reasons.length; i++) {
                if (reasons[i] != null) {
                    left.add(lines.get(i));
                    open.add(reasons[i]);
                }
            }
            return left;
        }

        @Override
        public BillingItem item() {
            return item.item;
        }

        @Override
        public List<DynamicItem> dynamicItems() {
            return items;
        }

        @Override
        public LocalDate pricingDate(int index) {
            return PriceStep.this.pricingDate(items.get(index));
        }

        @Override
        public PriceTable prices() {
            return item.inputs.prices;
        }

        @Override
        public Facts facts() {
            return item.facts;
        }
    }

    static LocalDate firstDay(DynamicItem item) {
        LocalDate first = null;
        for (Claim claim : item.claims()) {
            LocalDate date = claim.source().serviceDate();
            if (first == null || date.isBefore(first)) {
                first = date;
            }
        }
        return first;
    }
}
