package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.derivation.Step;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions.Valued;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/**
 * Hands on the lines of an item once all are known: where they come to nothing that is still to be asked for, none. Of a plan that
 * changed since, it deducts what was asked for before (D-10).
 */
final class DownPaymentWriter implements BillWriter {

    private static final int MOST = 10_000;
    private static final String DEDUCTION = "requested before";

    private final BillWriter writer;
    private final Store store;
    private final Findings findings;
    private final boolean difference;
    private final List<LineRow> rows = new ArrayList<>();
    private ItemOfRoot item;

    DownPaymentWriter(BillWriter writer, Store store, Findings findings, Usage usage) {
        this.writer = writer;
        this.store = store;
        this.findings = findings;
        difference = usage == Usage.DOWN_PAYMENT_DIFFERENCE;
    }

    @Override
    public int begin(ItemOfRoot next) {
        item = next;
        rows.clear();
        return writer.begin(next);
    }

    @Override
    public long document() {
        return writer.document();
    }

    @Override
    public void page(List<LineRow> lines, PageMoves moves) {
        // what is planned stays open, so that there is nothing to move
        rows.addAll(lines);
        if (rows.size() > MOST) {
            throw new RootFailed(Finding.error(
                    "TOO_MANY_LINES",
                    "A down payment on %s has more than %d lines: a DIP profile can summarize them"
                            .formatted(item.ref(), MOST)));
        }
    }

    @Override
    public void line(DraftLine line, ValueStep values) {
        writer.line(line, values);
    }

    @Override
    public void decided(Decided decided) {
        writer.decided(decided);
    }

    @Override
    public void leftOpen(OpenSource source, Finding reason) {
        writer.leftOpen(source, reason);
    }

    @Override
    public void end(Money net, int lines) {
        Money before = difference ? before() : Money.zero(item.currency());
        Money asked = net.minus(before);
        if (lines > 0 && !asked.isPositive()) {
            findings.add(
                    Finding.warning("NOTHING_TO_REQUEST", nothing(net, before)).withRule("D-10"));
            rows.clear();
        } else if (!before.isZero() && !rows.isEmpty()) {
            rows.add(deduction(rows.get(rows.size() - 1), before.negated()));
        }
        if (rows.isEmpty()) {
            writer.end(Money.zero(item.currency()), 0);
            return;
        }
        writer.page(List.copyOf(rows), new PageMoves());
        writer.end(asked, rows.size());
    }

    private Money before() {
        return store.requests()
                .downPayments(Set.of(item.row.id()))
                .getOrDefault(item.row.id(), Money.zero(item.currency()));
    }

    private String nothing(Money net, Money before) {
        String worth = "What is planned on %s is worth %s".formatted(item.ref(), net);
        if (before.isZero()) {
            return worth;
        }
        return net.isEqual(before)
                ? worth + ", and all of it was asked for before"
                : "%s, but %s was asked for before: reject what is too much, and ask anew".formatted(worth, before);
    }

    private static LineRow deduction(LineRow last, Money value) {
        Condition.Fixed fixed = new Condition.Fixed(DEDUCTION, value, false, DEDUCTION);
        StringBuilder derivation = new StringBuilder(64);
        DerivationText.condition(derivation, new Valued(fixed, value.getAmount(), value));
        DerivationText.step(
                derivation, Step.CHANGE, "engine", "add line", "Down payments on the plan that were asked for before");
        return new LineRow(
                last.document(),
                last.position() + 1,
                null,
                "Down payments requested before",
                null,
                null,
                Map.of(),
                value,
                last.revenueReceiver(),
                derivation.toString(),
                Optional.empty(),
                value);
    }
}
