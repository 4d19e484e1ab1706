package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.engine.port.LedgerStore.BilledPart;
import org.joda.money.BigMoney;

/**
 * What takes back work that was billed comes back at what was billed for it, part by part in the order of the bills (G-17): in a line
 * of its own, which no price source, clerk or adjustment changes.
 */
final class TakenBack {

    private final ItemContext item;

    TakenBack(ItemContext item) {
        this.item = item;
    }

    /** The same lines with what is taken back apart and priced. */
    List<DraftLine> apart(List<DraftLine> lines) {
        if (lines.stream().noneMatch(TakenBack::any)) {
            return lines;
        }
        List<DraftLine> all = new ArrayList<>(lines.size());
        for (DraftLine line : lines) {
            if (any(line) && isDivisible(line)) {
                divide(line, all);
            } else {
                all.add(line);
            }
        }
        return all;
    }

    private static boolean any(DraftLine line) {
        for (int i = 0; i < line.item.claims().size(); i++) {
            if (line.source(i).takesBack()) {
                return true;
            }
        }
        return false;
    }

    /** Whether each claim has its part of the quantity. */
    private static boolean isDivisible(DraftLine line) {
        return line.item.claims().size() == 1 || line.item.factor(0).isPresent();
    }

    private void divide(DraftLine line, List<DraftLine> out) {
        List<Share> rest = new ArrayList<>();
        List<DraftLine> back = new ArrayList<>();
        for (int i = 0; i < line.item.claims().size(); i++) {
            Share share = line.item.claims().get(i).share();
            if (line.source(i).takesBack()) {
                back.add(only(line, i));
                rest.add(Share.zero(share.measure()));
            } else {
                rest.add(share);
            }
        }
        DynamicItems.cut(line, rest).map(DraftLine::new).ifPresent(out::add);
        for (DraftLine one : back) {
            price(one).ifPresentOrElse(reason -> item.leaveOpen(one, reason), () -> out.add(one));
        }
    }

    private static DraftLine only(DraftLine line, int claim) {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < line.item.claims().size(); i++) {
            Share share = line.item.claims().get(i).share();
            shares.add(i == claim ? share : Share.zero(share.measure()));
        }
        DynamicItem one = DynamicItems.cut(line, shares).orElseThrow();
        Share share = one.claims().get(0).share();
        // at cost it is 1, and at no percent it is 0, which tells no part of it
        return new DraftLine(
                one.quantity().signum() == share.signum() ? one : one.counting(List.of(Fraction.ONE), share.measure()));
    }

    /** Prices a line of one claim; otherwise the reason that it stays open. */
    private Optional<Finding> price(DraftLine line) {
        StreamedSource source = line.source(0);
        Share claimed = line.item.claims().get(0).share();
        Share billed = Share.zero(claimed.measure());
        for (BilledPart part : source.billed) {
            billed = billed.plus(part.share());
            if (!part.value().getCurrencyUnit().equals(item.currency())) {
                return Optional.of(Finding.error(
                                "OTHER_CURRENCY",
                                "Source %d takes back %s, which was billed on %s; the item is in %s now"
                                        .formatted(source.id(), part.value(), part.number(), item.currency()))
                        .withRule("G-17"));
            }
        }
        if (!claimed.negated().isWithin(billed)) {
            return Optional.of(Finding.error(
                            "TAKEN_BACK_IN_PART",
                            "Source %d takes back %s, of which %s is billed now: bill or write off the rest of both first"
                                    .formatted(source.id(), claimed.negated(), billed))
                    .withRule("G-17"));
        }
        line.conditions = conditions(line, source.billed);
        line.asBilled = true;
        return Optional.empty();
    }

    private static List<Condition> conditions(DraftLine line, List<BilledPart> parts) {
        Fraction factor =
                line.item.exactQuantity().dividedBy(Fraction.of(line.claimed())).abs();
        List<Condition> conditions = new ArrayList<>(parts.size());
        Fraction from = Fraction.ZERO;
        for (BilledPart part : parts) {
            Fraction quantity = factor.times(part.share().value().abs());
            Fraction to = from.plus(quantity);
            conditions.add(new Condition.Between(
                    "as billed",
                    BigMoney.of(part.value()).multipliedBy(part.share().signum()),
                    quantity,
                    from,
                    Optional.of(to),
                    part.number() + "/" + part.position(),
                    List.of()));
            from = to;
        }
        return conditions;
    }
}
