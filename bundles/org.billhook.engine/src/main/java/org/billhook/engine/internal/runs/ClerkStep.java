package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.Claim;
import org.joda.money.Money;

/**
 * The clerk's decisions, which come after those of plugins. {@code BILL} with a portion bills that much and leaves the rest
 * open; {@code HOLD}, {@code WRITE_OFF} and {@code INCLUDE} take their portion out of what is billed. Amounts are cut at the
 * price of this run, of a source in a line with others in proportion, and stay exact.
 */
final class ClerkStep {

    private static final String CLERK = "clerk";

    private final ItemContext item;
    private final PriceStep prices;
    private final ValueStep values;
    private final Map<Long, List<Command>> commands = new HashMap<>();

    ClerkStep(ItemContext item, PriceStep prices, ValueStep values) {
        this.item = item;
        this.prices = prices;
        this.values = values;
        for (Command command : item.inputs.order.decisions()) {
            commands.computeIfAbsent(command.source(), source -> new ArrayList<>(1))
                    .add(command);
        }
    }

    List<DraftLine> run(List<DraftLine> lines) {
        if (commands.isEmpty()) {
            return lines;
        }
        priceForAmounts(lines);
        List<DraftLine> left = new ArrayList<>(lines.size());
        for (DraftLine line : lines) {
            if (!isTouched(line) || decide(line)) {
                left.add(line);
            }
        }
        return left;
    }

    private boolean isTouched(DraftLine line) {
        return line.item.claims().stream()
                .anyMatch(claim -> commands.containsKey(claim.source().id()));
    }

    /** Lines of which an amount is to be cut need their price first; one that has none can't be cut, and stays open. */
    private void priceForAmounts(List<DraftLine> lines) {
        List<DraftLine> wanted = new ArrayList<>(0);
        for (DraftLine line : lines) {
            if (hasAmount(line)) {
                wanted.add(line);
            }
        }
        if (!wanted.isEmpty()) {
            List<DraftLine> priced = prices.run(wanted);
            lines.removeIf(line -> wanted.contains(line) && !priced.contains(line));
            item.readSettled(priced);
        }
    }

    private boolean decide(DraftLine line) {
        List<Claim> claims = line.item.claims();
        boolean several = claims.size() > 1;
        if (several && hasAmount(line)) {
            return decideByValue(line);
        }
        List<Share> shares = new ArrayList<>(claims.size());
        boolean changed = false;
        for (int i = 0; i < claims.size(); i++) {
            Share left = claims.get(i).share();
            for (Command command : commands.getOrDefault(claims.get(i).source().id(), List.of())) {
                left = apply(line, line.source(i), left, command);
                changed = true;
            }
            shares.add(left);
        }
        return !changed || item.reduced(line, shares);
    }

    private boolean hasAmount(DraftLine line) {
        return line.item.claims().stream()
                .flatMap(claim -> commands.getOrDefault(claim.source().id(), List.of()).stream())
                .anyMatch(ClerkStep::hasAmount);
    }

    private static boolean hasAmount(Command command) {
        return command.portion().flatMap(portion -> portion.amount()).isPresent();
    }

    private Share apply(DraftLine line, StreamedSource source, Share left, Command command) {
        Share share = portion(line, source, left, command);
        Optional<Money> amount =
                command.portion().flatMap(portion -> portion.amount()).map(given -> signed(given, left));
        if (command.kind() == ActKind.BILL) {
            amount.ifPresent(given -> {
                line.fixed = given;
                line.clerksNet = true;
            });
            leaveRest(line, source, left, share, command);
            return share;
        }
        return take(line, source, left, share, amount, command);
    }

    private void leaveRest(DraftLine line, StreamedSource source, Share left, Share billed, Command command) {
        if (billed.value().compareTo(left.value()) != 0) {
            line.change(CLERK, "leave open", command.reason());
            item.leaveOpen(source, Finding.warning("DECIDED", command.reason()));
        }
    }

    /** @return what is left of the share */
    private static Share take(
            DraftLine line, StreamedSource source, Share left, Share share, Optional<Money> amount, Command command) {
        if (share.isZero()) {
            return left;
        }
        Optional<Money> value = command.kind() == ActKind.WRITE_OFF ? amount : Optional.empty();
        line.change(CLERK, command.kind().name().toLowerCase(java.util.Locale.ROOT), command.reason());
        line.decided.add(new Decided(source, command.kind(), share, command.until(), command.reason(), value));
        return left.minus(share);
    }

    /** A line of several sources: what each is worth is cut together with its share, so that the line is their sum. */
    private boolean decideByValue(DraftLine line) {
        values.value(line);
        List<Claim> claims = line.item.claims();
        List<Money> worth = ValueStep.claimValues(line);
        List<Share> shares = new ArrayList<>(claims.size());
        List<Money> kept = new ArrayList<>(claims.size());
        Money net = Money.zero(item.currency());
        for (int i = 0; i < claims.size(); i++) {
            Share left = claims.get(i).share();
            Money value = worth.get(i);
            for (Command command : commands.getOrDefault(claims.get(i).source().id(), List.of())) {
                Money amount = amount(command, left, value);
                Share share = share(command, left, value, amount);
                if (command.kind() == ActKind.BILL) {
                    leaveRest(line, line.source(i), left, share, command);
                    left = share;
                    value = amount;
                } else {
                    left = take(line, line.source(i), left, share, Optional.of(amount), command);
                    value = value.minus(amount);
                }
            }
            shares.add(left);
            if (!left.isZero()) {
                kept.add(value);
                net = net.plus(value);
            }
        }
        if (!item.reduced(line, shares)) {
            return false;
        }
        line.fixed = net;
        line.claimValues = kept;
        line.clerksNet = true;
        return true;
    }

    private Money amount(Command command, Share left, Money value) {
        Optional<Money> given = command.portion().flatMap(portion -> portion.amount());
        if (given.isEmpty()) {
            BigDecimal share = command.portion()
                    .flatMap(portion -> portion.share())
                    .map(positive -> left.signum() < 0 ? positive.negated() : positive)
                    .orElse(left)
                    .value();
            return left.isZero()
                    ? value
                    : Money.of(
                            item.currency(),
                            value.getAmount()
                                    .multiply(share)
                                    .divide(left.value(), value.getScale(), RoundingMode.HALF_UP));
        }
        Money signed = value.isNegative() ? given.get().negated() : given.get();
        requireWithin(command, signed, value);
        return signed;
    }

    private static void requireWithin(Command command, Money amount, Money value) {
        if (!amount.getCurrencyUnit().equals(value.getCurrencyUnit())
                || amount.getAmount().signum() * value.getAmount().signum() < 0
                || amount.getAmount().abs().compareTo(value.getAmount().abs()) > 0) {
            throw refused(command, "%s is not within what is to be billed: %s".formatted(amount, value));
        }
    }

    /** All of it for all of its value, or else in proportion. */
    private static Share share(Command command, Share left, Money value, Money amount) {
        Optional<Share> given = command.portion()
                .flatMap(portion -> portion.share())
                .map(positive -> left.signum() < 0 ? positive.negated() : positive);
        Share share = given.orElseGet(() -> amount.isEqual(value)
                ? left
                : new Share(
                        left.value()
                                .multiply(amount.getAmount())
                                .divide(value.getAmount(), Share.SCALE, RoundingMode.HALF_UP),
                        left.measure()));
        requireShare(command, share, left);
        return share;
    }

    private static void requireShare(Command command, Share share, Share left) {
        if (!share.measure().equals(left.measure()) || !share.isWithin(left)) {
            throw refused(command, "%s exceeds what is to be billed of it: %s".formatted(share, left));
        }
    }

    /** The share that a command is about, of a line of this source alone. */
    private Share portion(DraftLine line, StreamedSource source, Share left, Command command) {
        if (command.portion().isEmpty()) {
            return left;
        }
        Optional<Share> given = command.portion().get().share();
        Optional<Money> amount = command.portion().get().amount().map(money -> signed(money, left));
        Share share;
        if (amount.isEmpty()) {
            share = left.signum() < 0 ? given.get().negated() : given.get();
        } else {
            LinePricing pricing = new LinePricing(line, source, item.currency());
            List<Settled> before = values.before(line, source, pricing);
            Money all = Parts.value(left, pricing, before);
            if (given.isPresent()) {
                requireWithin(command, amount.get(), all);
                share = left.signum() < 0 ? given.get().negated() : given.get();
            } else {
                share = Parts.cut(amount.get(), left, pricing, before)
                        .orElseThrow(() -> refused(
                                command, "%s is not within what is to be billed: %s".formatted(amount.get(), all)));
            }
        }
        requireShare(command, share, left);
        return share;
    }

    private static Money signed(Money amount, Share left) {
        return left.signum() < 0 ? amount.negated() : amount;
    }

    private static RootFailed refused(Command command, String why) {
        return new RootFailed(Finding.error(
                        "DECISION_REFUSED", "%s of source %d: %s".formatted(command.kind(), command.source(), why))
                .withRule("D-82"));
    }
}
