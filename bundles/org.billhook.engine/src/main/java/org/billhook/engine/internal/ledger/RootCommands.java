package org.billhook.engine.internal.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.api.Stake;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Does the commands on the sources of one root, in its transaction; a refused one does not stop the others. */
final class RootCommands {

    private final Store store;
    private final Snapshot plugins;
    private final CurrentPrice prices;
    private final LockedRoots locked;
    private final Acts acts;
    private final OwnedSources owned;
    private final RootRoom room;
    private final Instant now;
    private final LocalDate today;
    private final Gate gate;
    /** Whether an item bills a kind on a target. */
    private final Map<String, Boolean> billed = new HashMap<>();

    RootCommands(
            Store store,
            Snapshot plugins,
            CurrentPrice prices,
            LockedRoots locked,
            Actor actor,
            Instant now,
            LocalDate today,
            Gate gate) {
        this.store = store;
        this.plugins = plugins;
        this.prices = prices;
        this.locked = locked;
        this.now = now;
        this.today = today;
        this.gate = gate;
        acts = new Acts(store, actor, now);
        owned = new OwnedSources(plugins);
        room = new RootRoom(store, new KnownSums(Clock.fixed(now, ZoneOffset.UTC)));
    }

    /** @return a result for each command, in their order */
    List<Result> apply(List<Command> commands) {
        acts.read(locked.sources().keySet());
        Result[] results = new Result[commands.size()];
        for (List<Integer> page : pages(commands)) {
            PageFacts facts = new PageFacts(
                    store,
                    plugins,
                    prices,
                    page.stream().map(commands::get).toList(),
                    locked.sources(),
                    today,
                    gate.needsAmounts());
            for (int index : page) {
                results[index] = apply(commands.get(index), facts);
            }
            acts.flush();
        }
        return List.of(results);
    }

    /** Indexes of the commands, so that a page has a source once: a command on it sees what the one before did. */
    private static List<List<Integer>> pages(List<Command> commands) {
        List<List<Integer>> pages = new ArrayList<>();
        Map<Long, Integer> pageBySource = new HashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            int page = pageBySource.merge(commands.get(i).source(), 0, (before, zero) -> before + 1);
            if (page == pages.size()) {
                pages.add(new ArrayList<>());
            }
            pages.get(page).add(i);
        }
        return pages;
    }

    private Result apply(Command command, PageFacts facts) {
        SourceRow source = locked.sources().get(command.source());
        Optional<Finding> finding =
                CommandCheck.portion(command, source.posted().measure());
        if (finding.isEmpty()) {
            finding = owned.refusal(command, source);
        }
        if (finding.isPresent()) {
            return refused(command, finding.get());
        }
        return switch (command.kind()) {
            case REVERSE -> reverse(command, source, facts);
            case REVALUE -> revalue(command, source, facts);
            default -> move(command, source, facts);
        };
    }

    private Result move(Command command, SourceRow source, PageFacts facts) {
        Balance balance = acts.balance(source.id());
        ObjectRow target = command.target().map(locked.targets()::get).orElse(null);
        if (command.kind() == ActKind.TRANSFER) {
            Optional<Finding> finding = Transfers.refusal(command.target().orElseThrow(), source, target);
            if (finding.isPresent()) {
                return refused(command, finding.get());
            }
        }
        Cut cut = Cut.of(command, source, balance, facts);
        if (cut.share().isEmpty()) {
            return new Result(source.id(), Optional.empty(), Optional.empty(), cut.findings());
        }
        Share share = cut.share().get();
        Optional<Finding> refusal = balance.refusal(command.kind(), share);
        if (refusal.isPresent()) {
            return refused(command, refusal.get());
        }
        if (command.kind() == ActKind.TRANSFER) {
            refusal = room.refusal(target.id(), target.root(), share, "portion");
            if (refusal.isPresent()) {
                return refused(command, refusal.get());
            }
        }
        Stake stake = givesUp(command, source, target)
                ? stake(source, cut.value().or(() -> facts.worth(source.id(), share)), facts)
                : Stake.NONE;
        Optional<Finding> unreleased = gate.refusal(stake);
        if (unreleased.isPresent()) {
            return refused(command, unreleased.get());
        }
        long act = acts.act(command.reason(), gate.releasedBy(stake));
        acts.move(act, source.id(), command.kind(), share, cut.value(), command.until());
        if (command.kind() != ActKind.TRANSFER) {
            return done(source, act);
        }
        SourceRow moved = NewSource.transferred(facts.newId(), source, balance, share, target, now, today);
        acts.post(act, moved);
        return new Result(source.id(), Optional.of(act), Optional.of(moved.id()), List.of());
    }

    /** Whether less comes in by it: a hold that ends soon, or a transfer to what an item bills, only moves what comes in. */
    private boolean givesUp(Command command, SourceRow source, ObjectRow target) {
        return switch (command.kind()) {
            case WRITE_OFF -> true;
            case HOLD -> gate.isFar(command.until().orElseThrow(), today) && isOwed(source);
            case TRANSFER -> isOwed(source) && !isBilled(target, source.kind());
            default -> false;
        };
    }

    private boolean isBilled(ObjectRow target, String kind) {
        return billed.computeIfAbsent(
                target.id() + " " + kind, key -> prices.isBilled(store, plugins, target, kind, today));
    }

    /** What takes other work back is owed to the customer, not by him. */
    private boolean isOwed(SourceRow source) {
        return acts.balance(source.id()).posted().signum() > 0;
    }

    private Stake stake(SourceRow source, Optional<Money> worth, PageFacts facts) {
        return Stake.of(
                worth,
                facts.worth(source.id(), acts.balance(source.id()).open()).or(() -> worth));
    }

    private Result revalue(Command command, SourceRow source, PageFacts facts) {
        boolean revaluable = plugins.find(Spi.SOURCE, source.kind())
                .map(type -> type.call(
                        "terms of " + source.kind(), kind -> kind.terms().revaluable()))
                .orElse(false);
        if (!revaluable) {
            return refused(
                    command,
                    Finding.error(
                            "NOT_REVALUABLE",
                            "What was posted as %s does not change; reverse it and post it anew"
                                    .formatted(source.kind())));
        }
        Balance balance = acts.balance(source.id());
        Share wanted = command.portion().flatMap(Portion::share).orElseThrow();
        Share signed = balance.posted().signum() < 0 ? wanted.negated() : wanted;
        Share change = signed.minus(balance.posted());
        if (change.isZero()) {
            return new Result(source.id(), Optional.empty(), Optional.empty(), List.of());
        }
        Optional<Finding> refusal = balance.refusal(ActKind.REVALUE, change);
        if (refusal.isEmpty()) {
            refusal = room.refusal(source.object(), source.root(), balance.posted(), signed, "portion");
        }
        if (refusal.isPresent()) {
            return refused(command, refusal.get());
        }
        Stake stake =
                change.signum() < 0 ? stake(source, facts.worth(source.id(), change.negated()), facts) : Stake.NONE;
        Optional<Finding> unreleased = gate.refusal(stake);
        if (unreleased.isPresent()) {
            return refused(command, unreleased.get());
        }
        long act = acts.act(command.reason(), gate.releasedBy(stake));
        acts.move(act, source.id(), ActKind.REVALUE, change, Optional.empty(), Optional.empty());
        return done(source, act);
    }

    private Result reverse(Command command, SourceRow source, PageFacts facts) {
        Optional<Finding> refusal =
                Reversing.refusal(store, source, acts.balance(source.id()), facts.isReversed(source.id()));
        if (refusal.isPresent()) {
            return refused(command, refusal.get());
        }
        Balance balance = acts.balance(source.id());
        boolean allOpen = balance.open().equals(balance.posted());
        Stake stake = isOwed(source)
                ? stake(source, allOpen ? facts.worth(source.id(), balance.posted()) : Optional.empty(), facts)
                : Stake.NONE;
        Optional<Finding> unreleased = gate.refusal(stake);
        if (unreleased.isPresent()) {
            return refused(command, unreleased.get());
        }
        long act = acts.act(command.reason(), gate.releasedBy(stake));
        long reversal = facts.newId();
        Reversing.reverse(acts, act, source, reversal, now, today);
        return new Result(source.id(), Optional.of(act), Optional.of(reversal), List.of());
    }

    private static Result done(SourceRow source, long act) {
        return new Result(source.id(), Optional.of(act), Optional.empty(), List.of());
    }

    private static Result refused(Command command, Finding finding) {
        return new Result(command.source(), Optional.empty(), Optional.empty(), List.of(finding));
    }
}
