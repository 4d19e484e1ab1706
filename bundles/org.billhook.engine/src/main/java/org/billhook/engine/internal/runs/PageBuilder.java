package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.derivation.Step;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions.Valued;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.engine.port.LineRow;
import org.joda.money.Money;

/** Makes rows and moves of the finished lines of a page; the derivation is written here, by the code that computes. */
final class PageBuilder {

    /** What lines and requests are stored with. */
    private static final BigDecimal LARGEST_NET = BigDecimal.TEN.pow(20);

    private static final BigDecimal LARGEST_QUANTITY = BigDecimal.TEN.pow(15);

    /** Sources that a derivation names one by one; of all others it has the number, the claims have the rest. */
    private static final int SOURCES_NAMED = 20;

    private final ItemContext item;
    private final long revenueReceiver;
    private final StringBuilder text = new StringBuilder(256);
    private int before;
    private int position;
    private Money net;
    private List<Condition> lastPrice;
    private Optional<Fraction> lastFactor;
    private String lastBasis;
    private Map<String, String> lastCharacteristics;
    private Map<String, String> lastShown;

    PageBuilder(ItemContext item, long revenueReceiver) {
        this.item = item;
        this.revenueReceiver = revenueReceiver;
        net = Money.zero(item.currency());
    }

    /** @param lines number of lines that come before those of the item */
    void begin(int lines) {
        before = lines;
        position = lines;
    }

    int lines() {
        return position - before;
    }

    Money net() {
        return net;
    }

    void write(List<DraftLine> lines, List<AdjustmentStep.Added> added, ValueStep values) {
        List<Decided> orphans = item.takeOrphans();
        if (lines.isEmpty() && added.isEmpty() && orphans.isEmpty()) {
            return;
        }
        List<LineRow> rows = new ArrayList<>(lines.size() + added.size());
        PageMoves moves = new PageMoves();
        Map<DraftLine, Integer> positions = added.isEmpty() ? Map.of() : new HashMap<>();
        for (DraftLine line : lines) {
            position++;
            if (!added.isEmpty()) {
                positions.put(line, position);
            }
            item.writer.line(line, values);
            rows.add(row(line, moves));
        }
        for (AdjustmentStep.Added line : added) {
            position++;
            rows.add(row(line, positions));
        }
        orphans.forEach(decided -> decide(decided, moves, 0));
        item.writer.page(rows, moves);
    }

    private LineRow row(DraftLine line, PageMoves moves) {
        long document = item.writer.document();
        List<Claim> claims = line.item.claims();
        List<Money> worth = ValueStep.claimValues(line);
        LocalDate from = LocalDate.MAX;
        LocalDate to = OwnSource.ANY_DAY;
        Money sum = Money.zero(item.currency());
        for (int i = 0; i < claims.size(); i++) {
            StreamedSource source = line.source(i);
            Share share = claims.get(i).share();
            LocalDate date = source.serviceDate();
            from = date.isBefore(from) && !date.equals(OwnSource.ANY_DAY) ? date : from;
            to = date.isAfter(to) ? date : to;
            sum = sum.plus(worth.get(i));
            if (!line.coversOnly) {
                moves.bill(source, share, worth.get(i), document, position);
                item.tally.add(source, ActKind.BILL, share);
            }
        }
        boolean dated = !to.equals(OwnSource.ANY_DAY);
        requireSum(line, sum);
        requireRoom("quantity", line.item.quantity().value(), LARGEST_QUANTITY);
        requireRoom("net", line.net.getAmount(), LARGEST_NET);
        line.decided.forEach(decided -> decide(decided, moves, document));
        add(line.net);
        return new LineRow(
                document,
                position,
                line.item.quantity(),
                line.text,
                dated ? from : null,
                dated ? to : null,
                shown(line.item.characteristics()),
                line.net,
                revenueReceiver,
                derivation(line),
                line.coversOnly ? Optional.empty() : Optional.of(basis(line)),
                line.netAtPrice);
    }

    /** Lines mostly share their price, and so what names it. */
    private String basis(DraftLine line) {
        List<Condition> price = line.price();
        Optional<Fraction> factor = line.proposed().factor(line.place(line.source(0)));
        if (price != lastPrice || !factor.equals(lastFactor) || factor.isEmpty()) {
            lastBasis = new LinePricing(line, line.source(0), item.currency()).basis();
            lastPrice = price;
            lastFactor = factor;
        }
        return lastBasis;
    }

    private void add(Money value) {
        net = net.plus(value);
        requireRoom("sum", net.getAmount(), LARGEST_NET);
    }

    private void requireRoom(String what, BigDecimal value, BigDecimal limit) {
        if (value.abs().compareTo(limit) >= 0) {
            throw new RootFailed(Finding.error(
                    "TOO_LARGE",
                    "Line %d of %s: its %s %s is not below %s: check quantity and price"
                            .formatted(position, item.ref(), what, value.toPlainString(), limit.toPlainString())));
        }
    }

    private void decide(Decided decided, PageMoves moves, long document) {
        moves.decide(decided, document, position);
        item.writer.decided(decided);
        item.tally.add(decided.source(), decided.kind(), decided.share());
    }

    /** The last check before anything is written: conditions and claims both add up to the line. */
    private void requireSum(DraftLine line, Money claims) {
        Money conditions = line.correction == null
                ? org.billhook.core.spi.price.Conditions.net(line.valued, item.currency())
                : org.billhook.core.spi.price.Conditions.net(line.valued, item.currency())
                        .plus(line.correction);
        if (!claims.isEqual(line.net) || !conditions.isEqual(line.net)) {
            throw new RootFailed(Finding.error(
                    "DOES_NOT_ADD_UP",
                    "Line %d of %s: claims give %s, conditions %s, the line is %s"
                            .formatted(position, item.ref(), claims, conditions, line.net)));
        }
    }

    /** The customer stands on the request. Lines mostly share their characteristics, and so what is shown of them. */
    private Map<String, String> shown(Map<String, String> characteristics) {
        if (characteristics != lastCharacteristics) {
            lastCharacteristics = characteristics;
            lastShown = characteristics;
            if (characteristics.containsKey(Characteristics.CUSTOMER)) {
                lastShown = new HashMap<>(characteristics);
                lastShown.remove(Characteristics.CUSTOMER);
            }
        }
        return lastShown;
    }

    private String derivation(DraftLine line) {
        text.setLength(0);
        text.append("d|").append(item.inputs.deciders.step(item.item.relevance)).append(';');
        if (line.pricedBy != null) {
            text.append("d|").append(item.inputs.deciders.step(line.pricedBy)).append(';');
        }
        sources(line);
        quantity(line);
        for (Valued valued : line.valued) {
            DerivationText.condition(text, valued);
        }
        if (line.correction != null) {
            String exact = line.net.minus(line.correction).getAmount().toPlainString();
            DerivationText.step(text, Step.PART, exact, line.net.getAmount().toPlainString());
        }
        if (line.changes != null) {
            text.append(line.changes);
        }
        return text.toString();
    }

    private void sources(DraftLine line) {
        List<Claim> claims = line.item.claims();
        int named = Math.min(claims.size(), SOURCES_NAMED);
        for (int i = 0; i < named; i++) {
            Claim claim = claims.get(i);
            text.append("s|").append(claim.source().id()).append('|');
            DerivationText.number(text, claim.share().value());
            text.append(' ').append(claim.share().measure().code()).append(';');
        }
        if (named < claims.size()) {
            DerivationText.step(text, Step.SOURCE, "+" + (claims.size() - named), "");
        }
    }

    /** Value and unit; and what was claimed, where the relevance made another quantity of it. */
    private void quantity(DraftLine line) {
        text.append("q|");
        DerivationText.number(text, line.item.quantity().value());
        text.append('|').append(line.item.quantity().measure().code());
        if (!line.quantityIsClaimed()) {
            BigDecimal claimed = line.claimed();
            if (claimed != null && claimed.signum() != 0) {
                text.append('|');
                DerivationText.number(text, claimed);
                if (!line.item.isDecimal()) {
                    text.append('|').append(line.item.exactQuantity());
                }
            }
        }
        text.append(';');
    }

    private LineRow row(AdjustmentStep.Added added, Map<DraftLine, Integer> positions) {
        text.setLength(0);
        text.append("d|").append(item.inputs.deciders.step(added.by())).append(';');
        Money value = added.value().amount();
        DerivationText.condition(text, new Valued(added.value(), value.getAmount(), value));
        StringBuilder rests = new StringBuilder("add line");
        for (DraftLine line : added.restsOn()) {
            Integer at = positions.get(line);
            rests.append(at == null ? "" : " " + at);
        }
        DerivationText.step(text, Step.CHANGE, added.by().id(), rests.toString(), added.reason());
        add(value);
        return new LineRow(
                item.writer.document(),
                position,
                null,
                added.text(),
                null,
                null,
                Map.of(),
                value,
                revenueReceiver,
                text.toString(),
                Optional.empty(),
                value);
    }
}
