package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.PricedLine;
import org.billhook.core.spi.adjustment.Rest;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.Facts;
import org.billhook.engine.internal.registry.Leased;
import org.joda.money.Money;

/** Asks the adjustments, by ascending rank, page by page and once at the end. */
final class AdjustmentStep {

    private static final String STEP = "adjustment";
    private static final int MOST_ADDED = 1000;

    private final ItemContext item;
    private final ValueStep values;
    private final List<Leased<BillingAdjustment>> adjustments;
    private int added;

    AdjustmentStep(ItemContext item, ValueStep values, List<Leased<BillingAdjustment>> adjustments) {
        this.item = item;
        this.values = values;
        this.adjustments = adjustments;
    }

    /** A line without claim. */
    record Added(
            Leased<BillingAdjustment> by, String text, Condition.Fixed value, List<DraftLine> restsOn, String reason) {}

    /**
     * Adjusts a page.
     *
     * @param more takes the lines that are added
     * @return the lines of which something is still billed
     */
    List<DraftLine> run(List<DraftLine> lines, Money netSoFar, List<Added> more) {
        List<DraftLine> left = lines;
        for (Leased<BillingAdjustment> adjustment : adjustments) {
            if (!left.isEmpty()) {
                Answers answers = new Answers(adjustment, left, netSoFar, more);
                answers.call.run(adjustment, "adjust " + item.ref(), service -> service.adjust(answers, answers));
                left = answers.left();
            }
        }
        return left;
    }

    void finish(Money net, List<Added> more) {
        for (Leased<BillingAdjustment> adjustment : adjustments) {
            Answers answers = new Answers(adjustment, List.of(), net, more);
            answers.call.run(adjustment, "finish " + item.ref(), service -> service.finish(answers, answers));
        }
    }

    /** The page that one adjustment sees, and what it says; changes count at once, so the next call sees them. */
    private final class Answers implements AdjustmentPage, AdjustmentSink {
        private final PluginCall call = new PluginCall();
        private final Leased<BillingAdjustment> adjustment;
        private final List<DraftLine> lines;
        private final Money netSoFar;
        private final List<Added> more;

        Answers(Leased<BillingAdjustment> adjustment, List<DraftLine> lines, Money netSoFar, List<Added> more) {
            this.adjustment = adjustment;
            this.lines = lines;
            this.netSoFar = netSoFar;
            this.more = more;
        }

        private RuntimeException fault(String code, String message) {
            return call.fail(RootFailed.by(adjustment, STEP, code, message));
        }

        private DraftLine line(int index) {
            if (index < 0 || index >= lines.size()) {
                throw fault("NO_SUCH_LINE", "there is no line %d on the page".formatted(index));
            }
            DraftLine line = lines.get(index);
            if (line.item == null) {
                throw fault("NO_SUCH_LINE", "nothing of line %d is left".formatted(index));
            }
            return line;
        }

        @Override
        public void addCondition(int index, Condition condition, String reason) {
            DraftLine line = line(index);
            if (line.claimValues != null && !line.clerksNet) {
                throw fault("CUT_ALREADY", "line %d was cut to an amount, which no condition changes".formatted(index));
            }
            line.addCondition(condition);
            try {
                values.value(line);
            } catch (RootFailed e) {
                throw fault(e.finding().code(), e.finding().message());
            }
            line.change(adjustment.id(), "condition " + condition.type(), reason);
        }

        @Override
        public void keep(int index, Money keep, Rest rest, String reason) {
            DraftLine line = line(index);
            boolean sameCurrency = keep.getCurrencyUnit().equals(item.currency());
            if (!sameCurrency
                    || (!keep.isZero()
                            && keep.getAmount().signum() != line.net.getAmount().signum())
                    || keep.getAmount().abs().compareTo(line.net.getAmount().abs()) > 0) {
                throw fault(
                        "KEEP_EXCEEDED", "%s is not between zero and %s of line %d".formatted(keep, line.net, index));
            }
            if (keep.isEqual(line.net)) {
                return;
            }
            line.change(adjustment.id(), "keep " + keep.getAmount().toPlainString(), reason);
            cut(line, keep, rest, reason);
        }

        /** Cuts the claims to the amount, oldest first (D-85). */
        private void cut(DraftLine line, Money keep, Rest rest, String reason) {
            List<Claim> claims = line.item.claims();
            List<Money> worth = ValueStep.claimValues(line);
            List<Share> shares = new ArrayList<>(claims.size());
            List<Money> kept = new ArrayList<>(claims.size());
            Money left = keep;
            for (int i = 0; i < claims.size(); i++) {
                Share share = claims.get(i).share();
                boolean all = left.getAmount()
                                        .abs()
                                        .compareTo(worth.get(i).getAmount().abs())
                                >= 0
                        && !left.isZero();
                Share part = all ? share : part(line, i, left, worth.get(i));
                Money value = all ? worth.get(i) : part.isZero() ? Money.zero(item.currency()) : left;
                left = left.minus(value);
                shares.add(part);
                if (!part.isZero()) {
                    kept.add(value);
                }
                if (!all) {
                    rest(line, i, share.minus(part), worth.get(i).minus(value), rest, reason);
                }
            }
            if (!left.isZero()) {
                throw fault("KEEP_EXCEEDED", "%s can't be cut from the claims of the line".formatted(keep));
            }
            if (!item.reduced(line, shares)) {
                line.item = null;
                return;
            }
            line.fixedAtPrice = line.atPrice(keep);
            line.fixed = keep;
            line.claimValues = List.copyOf(kept);
            values.value(line);
        }

        /** The share of one claim that is worth the amount, at the price of the line; in proportion where that has none. */
        private Share part(DraftLine line, int claim, Money amount, Money worth) {
            Share share = line.item.claims().get(claim).share();
            if (amount.isZero()) {
                return Share.zero(share.measure());
            }
            LinePricing pricing = new LinePricing(line, line.source(claim), item.currency());
            Optional<Share> cut =
                    Parts.cut(line.atPrice(amount), share, pricing, values.before(line, line.source(claim), pricing));
            return cut.filter(part -> part.value().compareTo(share.value()) != 0)
                    .orElseGet(() -> new Share(
                            share.value()
                                    .multiply(amount.getAmount())
                                    .divide(worth.getAmount(), Share.SCALE, java.math.RoundingMode.DOWN),
                            share.measure()));
        }

        private void rest(DraftLine line, int claim, Share share, Money value, Rest rest, String reason) {
            StreamedSource source = line.source(claim);
            switch (rest.fate()) {
                case LEAVE_OPEN -> item.leaveOpen(source, Finding.warning("ADJUSTED", reason));
                case HOLD -> line.decided.add(
                        new Decided(source, ActKind.HOLD, share, rest.until(), reason, Optional.empty()));
                case INCLUDE -> line.decided.add(
                        new Decided(source, ActKind.INCLUDE, share, Optional.empty(), reason, Optional.empty()));
                case WRITE_OFF -> line.decided.add(
                        new Decided(source, ActKind.WRITE_OFF, share, Optional.empty(), reason, Optional.of(value)));
            }
        }

        @Override
        public void text(int index, String text, String reason) {
            DraftLine line = line(index);
            if (text.length() > 500) {
                throw fault("BAD_LENGTH", "a text of %d characters, 500 are allowed".formatted(text.length()));
            }
            line.text = text;
            line.change(adjustment.id(), "text", reason);
        }

        @Override
        public void addLine(String text, Condition.Fixed value, List<Integer> restsOn, String reason) {
            if (++added > MOST_ADDED) {
                throw fault("TOO_MANY_LINES", "more than %d lines were added to the item".formatted(MOST_ADDED));
            }
            if (!value.amount().getCurrencyUnit().equals(item.currency())) {
                throw fault(
                        "OTHER_CURRENCY",
                        "a line of %s was added, the item is in %s".formatted(value.amount(), item.currency()));
            }
            if (text.length() > 500) {
                throw fault("BAD_LENGTH", "a text of %d characters, 500 are allowed".formatted(text.length()));
            }
            List<DraftLine> named = new ArrayList<>(restsOn.size());
            restsOn.forEach(index -> named.add(line(index)));
            more.add(new Added(adjustment, text, value, named, reason));
        }

        List<DraftLine> left() {
            List<DraftLine> left = new ArrayList<>(lines.size());
            for (DraftLine line : lines) {
                if (line.item != null) {
                    left.add(line);
                }
            }
            return left;
        }

        @Override
        public BillingItem item() {
            return item.item;
        }

        @Override
        public LocalDate keyDate() {
            return item.keyDate();
        }

        @Override
        public List<PricedLine> lines() {
            return List.copyOf(lines);
        }

        @Override
        public BilledToDate billedToDate() {
            return item.toDate;
        }

        @Override
        public Money netSoFar() {
            return netSoFar;
        }

        @Override
        public Facts facts() {
            return item.facts;
        }
    }
}
