package org.billhook.engine.internal.runs;

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
 * price of this run and stay exact.
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
            boolean amounts = line.item.claims().stream()
                    .flatMap(claim -> commands.getOrDefault(claim.source().id(), List.of()).stream())
                    .anyMatch(command -> command.portion()
                            .filter(portion -> portion.amount().isPresent())
                            .isPresent());
            if (amounts) {
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

    private Share apply(DraftLine line, StreamedSource source, Share left, Command command) {
        if (command.kind() == ActKind.BILL) {
            Share billed = portion(line, source, left, command);
            command.portion()
                    .flatMap(portion -> portion.amount())
                    .ifPresent(amount -> line.fixed = signed(amount, left));
            if (billed.value().compareTo(left.value()) != 0) {
                line.change(CLERK, "leave open", command.reason());
                item.leaveOpen(source, Finding.warning("DECIDED", command.reason()));
            }
            return billed;
        }
        Share share = portion(line, source, left, command);
        if (share.isZero()) {
            return left;
        }
        Optional<Money> value = command.kind() == ActKind.WRITE_OFF
                ? command.portion().flatMap(portion -> portion.amount()).map(amount -> signed(amount, left))
                : Optional.empty();
        line.change(CLERK, command.kind().name().toLowerCase(java.util.Locale.ROOT), command.reason());
        line.decided.add(new Decided(source, command.kind(), share, command.until(), command.reason(), value));
        return left.minus(share);
    }

    private Share portion(DraftLine line, StreamedSource source, Share left, Command command) {
        if (command.portion().isEmpty()) {
            return left;
        }
        Share share;
        if (command.portion().get().share().isPresent()) {
            Share wanted = command.portion().get().share().get();
            share = left.signum() < 0 ? wanted.negated() : wanted;
        } else {
            if (line.item.claims().size() > 1) {
                throw refused(command, "it is billed in one line with others, so only a quantity can be decided on");
            }
            LinePricing pricing = new LinePricing(line, item.currency());
            List<Settled> before = values.before(line, source, pricing);
            Money amount = signed(command.portion().get().amount().orElseThrow(), left);
            share = Parts.cut(amount, left, pricing, before)
                    .orElseThrow(() -> refused(
                            command,
                            "%s is not within what is to be billed: %s"
                                    .formatted(amount, Parts.value(left, pricing, before))));
        }
        if (!share.measure().equals(left.measure()) || !share.isWithin(left)) {
            throw refused(command, "%s exceeds what is to be billed of it: %s".formatted(share, left));
        }
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
