package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.api.Expenditures.Decision;
import org.billhook.core.api.Expenditures.Part;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Split;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.engine.port.ExpenditureStore.Row;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Spreads a decision over sources: shares and amounts of each, in proportion, remainders from the oldest first (D-84, D-85), and
 * makes the commands of a run of them. Pure.
 */
final class Spread {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal ULP = BigDecimal.ONE.movePointLeft(Share.SCALE);

    private final Decision decision;
    private final String field;
    private final List<Row> rows;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param field of the decision, for findings
     * @param rows the sources it is about, oldest first
     */
    Spread(Decision decision, String field, List<Row> rows) {
        this.decision = decision;
        this.field = field;
        this.rows = rows;
    }

    /** What is wrong with the decision, after {@link #commands}. */
    List<Finding> findings() {
        return findings;
    }

    /** Shares of the sources, and what they are to become where an amount was told. */
    private record Spreaded(List<BigDecimal> shares, List<Money> amounts) {}

    /** Commands in the order in which they apply; none if something is wrong. */
    List<Command> commands() {
        Spreaded bill = spread(decision.toBill(), field + ".toBill");
        Part none = Part.percent("0");
        Spreaded later = spread(decision.later().orElse(none), field + ".later");
        if (!findings.isEmpty()) {
            return List.of();
        }
        boolean byAmount = decision.toBill().amount().isPresent()
                || decision.later().flatMap(Part::amount).isPresent();
        List<Command> writeOffs = new ArrayList<>();
        List<Command> holds = new ArrayList<>();
        List<Command> bills = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            BigDecimal open = original(row).value();
            BigDecimal rejected = open.subtract(bill.shares.get(i)).subtract(later.shares.get(i));
            if (rejected.signum() != 0 && rejected.signum() != open.signum()) {
                return refuse();
            }
            Money ofRejected = null;
            if (byAmount) {
                ofRejected = amount(row).minus(bill.amounts.get(i)).minus(later.amounts.get(i));
                if (ofRejected.getAmount().signum() * amount(row).getAmount().signum() < 0) {
                    return refuse();
                }
            }
            boolean held = decision.until().isPresent();
            if (rejected.signum() != 0) {
                writeOffs.add(command(ActKind.WRITE_OFF, row, rejected, open, ofRejected));
            }
            if (held && later.shares.get(i).signum() != 0) {
                holds.add(
                        command(ActKind.HOLD, row, later.shares.get(i), open, byAmount ? later.amounts.get(i) : null));
            }
            boolean restStaysOpen = !held && later.shares.get(i).signum() != 0;
            boolean fixed = byAmount
                    && bill.shares.get(i).compareTo(open) != 0
                    && bill.shares.get(i).signum() != 0;
            if (restStaysOpen || fixed || letsIn(row, bill.shares.get(i))) {
                bills.add(command(ActKind.BILL, row, bill.shares.get(i), open, byAmount ? bill.amounts.get(i) : null));
            }
        }
        List<Command> all = new ArrayList<>(writeOffs);
        all.addAll(holds);
        all.addAll(bills);
        return all;
    }

    /** Whether something is to be billed of what would not be: a decision of its own for what waits for one (G-16). */
    private static boolean letsIn(Row row, BigDecimal share) {
        return share.signum() != 0
                && row.columns().toBill().quantity().filter(Share::isZero).isPresent();
    }

    private List<Command> refuse() {
        findings.add(Finding.error(
                        "OVER_100",
                        field,
                        "What is to be billed and what is billed later is more than there is: %s and %s of %s"
                                .formatted(
                                        text(decision.toBill()),
                                        decision.later().map(Spread::text).orElse("nothing"),
                                        all()))
                .withRule("D-82"));
        return List.of();
    }

    private static String text(Part part) {
        return part.percent()
                .map(percent -> percent.toPlainString() + " %")
                .or(() -> part.quantity().map(Share::toString))
                .or(() -> part.amount().map(Money::toString))
                .orElse("nothing");
    }

    private String all() {
        return rows.size() == 1 ? original(rows.get(0)).toString() : rows.size() + " sources";
    }

    private Command command(ActKind kind, Row row, BigDecimal share, BigDecimal open, Money amount) {
        boolean whole = share.compareTo(open) == 0;
        Share positive = new Share(share.abs(), original(row).measure());
        Optional<Portion> portion = whole
                ? Optional.empty()
                : Optional.of(new Portion(
                        Optional.of(positive),
                        share.signum() == 0
                                ? Optional.empty()
                                : Optional.ofNullable(amount).map(Money::abs)));
        String reason = decision.apportionment()
                .map(code -> "[%s] %s".formatted(code, decision.reason()))
                .orElse(decision.reason());
        return new Command(
                kind,
                row.source(),
                portion,
                kind == ActKind.HOLD ? decision.until() : Optional.empty(),
                Optional.empty(),
                reason);
    }

    private static Share original(Row row) {
        return row.columns().original().quantity().orElseThrow();
    }

    private static Money amount(Row row) {
        return row.columns().original().amount().orElseThrow();
    }

    private Spreaded spread(Part part, String at) {
        List<Optional<?>> told = List.of(part.percent(), part.quantity(), part.amount());
        if (told.stream().filter(Optional::isPresent).count() != 1) {
            findings.add(Finding.error("ONE_OF", at, "Exactly one of percent, quantity and amount is needed"));
            return null;
        }
        if (part.percent().isPresent()) {
            return byPercent(part.percent().get(), at);
        }
        return part.quantity().isPresent()
                ? byQuantity(part.quantity().get(), at)
                : byAmount(part.amount().get(), at);
    }

    private Spreaded byPercent(BigDecimal percent, String at) {
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            findings.add(Finding.error("PERCENT", at + ".percent", "%s is not between 0 and 100".formatted(percent))
                    .withRule("D-82"));
            return null;
        }
        return of(row -> original(row).value().multiply(percent).divide(HUNDRED, Share.SCALE, RoundingMode.HALF_UP));
    }

    private Spreaded byQuantity(Share quantity, String at) {
        Measure measure = original(rows.get(0)).measure();
        boolean same = rows.stream().allMatch(row -> original(row).measure().equals(measure));
        BigDecimal all = rows.stream().map(row -> original(row).value()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!same || !quantity.measure().equals(measure)) {
            findings.add(Finding.error(
                    "OTHER_MEASURE",
                    at + ".quantity",
                    "%s is told of what is in %s".formatted(quantity, same ? measure.code() : "several measures")));
            return null;
        }
        if (quantity.signum() < 0 || quantity.value().compareTo(all.abs()) > 0 || all.signum() == 0) {
            findings.add(Finding.error(
                            "EXCEEDS",
                            at + ".quantity",
                            "%s is not between 0 and %s".formatted(quantity, new Share(all.abs(), measure)))
                    .withRule("D-82"));
            return null;
        }
        BigDecimal wanted = all.signum() < 0 ? quantity.value().negate() : quantity.value();
        Spreaded down = of(row -> original(row).value().multiply(wanted).divide(all, Share.SCALE, RoundingMode.DOWN));
        BigDecimal left = wanted.subtract(down.shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        List<BigDecimal> shares = new ArrayList<>(down.shares);
        for (int i = 0; i < shares.size() && left.signum() != 0; i++) {
            BigDecimal ulp = left.signum() < 0 ? ULP.negate() : ULP;
            BigDecimal more = shares.get(i).add(ulp);
            BigDecimal most = original(rows.get(i)).value();
            if (more.signum() == most.signum() && more.abs().compareTo(most.abs()) <= 0) {
                shares.set(i, more);
                left = left.subtract(ulp);
            }
        }
        return valued(shares);
    }

    private Spreaded byAmount(Money amount, String at) {
        if (rows.stream().anyMatch(row -> row.columns().original().amount().isEmpty())) {
            findings.add(Finding.error(
                    "NO_PRICE", at + ".amount", "Something of it has no price, so that only a share can be told"));
            return null;
        }
        CurrencyUnit currency = amount(rows.get(0)).getCurrencyUnit();
        boolean same =
                rows.stream().allMatch(row -> amount(row).getCurrencyUnit().equals(currency));
        if (!same || !amount.getCurrencyUnit().equals(currency)) {
            findings.add(Finding.error(
                    "OTHER_CURRENCY",
                    at + ".amount",
                    "%s is told of what is in %s".formatted(amount, same ? currency : "several currencies")));
            return null;
        }
        Money all = Money.total(currency, rows.stream().map(Spread::amount).toList());
        if (amount.isNegative() || amount.isGreaterThan(all.abs()) || all.isZero()) {
            findings.add(
                    Finding.error("EXCEEDS", at + ".amount", "%s is not between 0 and %s".formatted(amount, all.abs()))
                            .withRule("D-82"));
            return null;
        }
        Money wanted = all.isNegative() ? amount.negated() : amount;
        List<Money> amounts =
                Split.oldestFirst(wanted, rows.stream().map(Spread::amount).toList());
        List<BigDecimal> shares = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            shares.add(share(rows.get(i), amounts.get(i), wanted, all));
        }
        return new Spreaded(shares, amounts);
    }

    /** The share that becomes an amount: never all of a source for less than all of its value, nor none of it for some. */
    private static BigDecimal share(Row row, Money amount, Money wanted, Money all) {
        BigDecimal open = original(row).value();
        Money value = amount(row);
        if (value.isZero()) {
            return open.multiply(wanted.getAmount()).divide(all.getAmount(), Share.SCALE, RoundingMode.HALF_UP);
        }
        if (amount.isEqual(value)) {
            return open;
        }
        BigDecimal share =
                open.multiply(amount.getAmount()).divide(value.getAmount(), Share.SCALE, RoundingMode.HALF_UP);
        BigDecimal ulp = open.signum() < 0 ? ULP.negate() : ULP;
        if (share.compareTo(open) == 0) {
            return open.subtract(ulp);
        }
        return share.signum() == 0 && !amount.isZero() ? ulp : share;
    }

    private Spreaded of(Function<Row, BigDecimal> share) {
        return valued(rows.stream().map(share).toList());
    }

    /** What shares become, rounded half away from zero; where a source has no price, nothing. */
    private Spreaded valued(List<BigDecimal> shares) {
        List<Money> amounts = new ArrayList<>(shares.size());
        for (int i = 0; i < shares.size(); i++) {
            BigDecimal share = shares.get(i);
            BigDecimal open = original(rows.get(i)).value();
            amounts.add(rows.get(i)
                    .columns()
                    .original()
                    .amount()
                    .map(money -> open.signum() == 0
                            ? money
                            : Money.of(
                                    money.getCurrencyUnit(),
                                    money.getAmount()
                                            .multiply(share)
                                            .divide(open, money.getScale(), RoundingMode.HALF_UP)))
                    .orElse(null));
        }
        return new Spreaded(shares, amounts);
    }
}
