package org.billhook.engine.internal.ledger;

import java.util.List;
import java.util.Optional;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Split;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.engine.port.SourceRow;
import org.joda.money.Money;

/**
 * The share of a source that a command acts on, and what it is worth.
 *
 * @param share empty if it can't be told
 * @param value empty where the act has none, or nobody can price it
 * @param findings why there is no share
 */
record Cut(Optional<Share> share, Optional<Money> value, List<Finding> findings) {

    static Cut of(Command command, SourceRow source, Balance balance, PageFacts facts) {
        Share from = balance.get(command.kind().from());
        Optional<Money> amount = command.portion().flatMap(Portion::amount);
        if (amount.isPresent()) {
            return command.kind() == ActKind.UNDO_WRITE_OFF
                    ? none(Finding.error(
                            "SHARE_ONLY",
                            "portion",
                            "A write-off is undone as a whole or by a share, not by an amount"))
                    : ofAmount(command, source, from, amount.get(), facts);
        }
        Share share = command.portion()
                .flatMap(Portion::share)
                .map(positive -> source.posted().signum() < 0 ? positive.negated() : positive)
                .orElse(from);
        return switch (command.kind()) {
            case WRITE_OFF -> new Cut(
                    share,
                    facts.price(source.id()).price().map(price -> Parts.value(share, price.pricing(), price.before())));
            case UNDO_WRITE_OFF -> new Cut(share, undone(share, from, facts.writtenOff(source.id())));
            default -> new Cut(share, Optional.empty());
        };
    }

    private Cut(Share share, Optional<Money> value) {
        this(Optional.of(share), value, List.of());
    }

    private static Cut none(Finding... reasons) {
        return new Cut(Optional.empty(), Optional.empty(), List.of(reasons));
    }

    private static Cut ofAmount(Command command, SourceRow source, Share from, Money amount, PageFacts facts) {
        CurrentPrice.Answer answer = facts.price(source.id());
        if (answer.price().isEmpty()) {
            return new Cut(Optional.empty(), Optional.empty(), answer.reasons());
        }
        CurrentPrice.Priced priced = answer.price().get();
        Money signed = source.posted().signum() < 0 ? amount.negated() : amount;
        return Parts.cut(signed, from, priced.pricing(), priced.before())
                .map(part -> new Cut(part, Optional.of(signed).filter(value -> command.kind() == ActKind.WRITE_OFF)))
                .orElseGet(() -> none(Finding.error(
                                "EXCEEDS_OPEN",
                                "portion",
                                "%s exceeds what is there: %s, worth %s"
                                        .formatted(signed, from, Parts.value(from, priced.pricing(), priced.before())))
                        .withRule("I-1")));
    }

    /** The value that goes back with a share of what is written off. */
    private static Optional<Money> undone(Share share, Share all, Optional<Money> value) {
        return value.filter(whole -> !all.isZero() && share.isWithin(all)).map(whole -> Split.byWeight(
                        whole, List.of(share.value(), all.minus(share).value()))
                .get(0));
    }
}
