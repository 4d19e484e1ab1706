package org.billhook.engine.internal.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts;
import org.billhook.core.model.Share;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** What the commands of a page must know of the store beyond the balances: each is read once for all of them. */
final class PageFacts {

    private final Map<Long, CurrentPrice.Answer> prices;
    private final Map<Long, Money> writtenOff;
    private final Set<Long> reversed = new HashSet<>();
    private long nextId;

    /**
     * @param sources the sources of the commands, by id
     * @param allAmounts whether it matters what is given up is worth, however that is done
     */
    PageFacts(
            Store store,
            Snapshot plugins,
            CurrentPrice currentPrice,
            List<Command> commands,
            Map<Long, SourceRow> sources,
            LocalDate today,
            boolean allAmounts) {
        List<SourceRow> priced = sources(commands, sources, command -> needsPrice(command, allAmounts));
        prices = priced.isEmpty() ? Map.of() : currentPrice.of(store, plugins, priced, today);
        List<SourceRow> undone = sources(commands, sources, command -> command.kind() == ActKind.UNDO_WRITE_OFF);
        writtenOff = undone.isEmpty() ? Map.of() : store.ledger().writtenOff(ids(undone));
        List<SourceRow> taken = sources(commands, sources, command -> command.kind() == ActKind.REVERSE);
        if (!taken.isEmpty()) {
            reversed.addAll(Corrections.reversed(store, ids(taken)));
        }
        int created = taken.size()
                + sources(commands, sources, command -> command.kind() == ActKind.TRANSFER)
                        .size();
        nextId = created == 0 ? 0 : store.sources().nextIds(created);
    }

    /** An amount is cut at a price; a share that is written off is worth one. */
    private static boolean needsPrice(Command command, boolean allAmounts) {
        return switch (command.kind()) {
            case WRITE_OFF -> true;
            case HOLD, TRANSFER -> allAmounts || hasAmount(command);
            case RELEASE -> hasAmount(command);
            case REVERSE, REVALUE -> allAmounts;
            default -> false;
        };
    }

    private static boolean hasAmount(Command command) {
        return command.portion().flatMap(portion -> portion.amount()).isPresent();
    }

    private static List<SourceRow> sources(
            List<Command> commands, Map<Long, SourceRow> sources, Predicate<Command> which) {
        return commands.stream()
                .filter(which)
                .map(command -> sources.get(command.source()))
                .toList();
    }

    private static Collection<Long> ids(List<SourceRow> sources) {
        return sources.stream().map(SourceRow::id).toList();
    }

    /** What a share of a source is worth now; empty if that was not asked for or can't be told. */
    Optional<Money> worth(long source, Share share) {
        return Optional.ofNullable(prices.get(source))
                .flatMap(CurrentPrice.Answer::price)
                .map(price -> Parts.value(share, price.pricing(), price.before()));
    }

    /** The answer for a source of which an amount is cut off or which is written off. */
    CurrentPrice.Answer price(long source) {
        return prices.get(source);
    }

    /** Value of what is written off now; empty if it was not valued. */
    Optional<Money> writtenOff(long source) {
        return Optional.ofNullable(writtenOff.get(source));
    }

    boolean isReversed(long source) {
        return reversed.contains(source);
    }

    /** An id for a source that a transfer or a reversal posts: one for each such command. */
    long newId() {
        return nextId++;
    }
}
