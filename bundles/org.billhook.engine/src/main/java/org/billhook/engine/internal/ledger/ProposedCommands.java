package org.billhook.engine.internal.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.billhook.core.api.Actor;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/** Commands on sources of any roots in one transaction, as a proposal has them. */
public final class ProposedCommands {

    private final CurrentPrice prices;
    private final Duties duties;

    public ProposedCommands(CurrentPrice prices, Duties duties) {
        this.prices = prices;
        this.duties = duties;
    }

    /**
     * What was done.
     *
     * @param results one for each command, in their order
     * @param stake what they gave up
     * @param acts number of acts on each source before
     */
    public record Done(List<Result> results, Stake stake, Map<Long, Integer> acts) {

        /** Why some of the commands can't be done; empty if all were. */
        public List<Finding> refusals() {
            return results.stream()
                    .filter(result -> result.act().isEmpty())
                    .flatMap(result -> result.findings().stream())
                    .toList();
        }
    }

    /**
     * Does them in the transaction of the caller, who undoes it if it only tries them, or one of them is refused.
     *
     * @param actor who proposes them
     * @param releasedBy who releases them; empty if they are only tried
     */
    public Done apply(
            Store store,
            Snapshot plugins,
            List<Command> commands,
            Actor actor,
            Optional<String> releasedBy,
            Instant now,
            LocalDate today) {
        List<Result> wrong = form(store, commands);
        if (!wrong.isEmpty()) {
            return new Done(wrong, Stake.NONE, Map.of());
        }
        Set<Long> ids = commands.stream().map(Command::source).collect(Collectors.toSet());
        Set<ObjectRef> named =
                commands.stream().flatMap(command -> command.target().stream()).collect(Collectors.toSet());
        LockedRoots locked = LockedRoots.lock(store, ids, named);
        Map<Long, Integer> acts = new HashMap<>();
        for (BalanceRow row : store.ledger().balances(ids).values()) {
            acts.put(row.source(), row.balance().seq());
        }
        Gate gate = Gate.proposed(duties, actor, releasedBy);
        List<Result> results =
                new RootCommands(store, plugins, prices, locked, actor, now, today, gate).apply(commands);
        store.log().putEvents(Corrections.settled(commands, results, actor, releasedBy, now));
        return new Done(results, gate.passed(), acts);
    }

    private static List<Result> form(Store store, List<Command> commands) {
        Map<Long, SourceRow> known =
                store.sources().byId(commands.stream().map(Command::source).collect(Collectors.toSet()));
        return IntStream.range(0, commands.size())
                .mapToObj(i -> new Result(
                        commands.get(i).source(),
                        Optional.empty(),
                        Optional.empty(),
                        StoredLedger.unfit(commands.get(i), known)))
                .filter(result -> !result.findings().isEmpty())
                .toList();
    }
}
