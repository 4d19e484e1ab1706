package org.billhook.engine.internal.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Split;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Does the commands on the sources of one root, in its transaction; a refused one does not stop the others. */
final class RootCommands {

    private static final Set<Term> BLOCKS_REVERSAL =
            Set.of(Term.HELD, Term.WRITTEN_OFF, Term.TRANSFERRED, Term.INCLUDED, Term.REVERSED);

    private final Store store;
    private final Snapshot plugins;
    private final CurrentPrice prices;
    private final Map<ObjectRef, ObjectRow> targets;
    private final Instant now;
    private final LocalDate today;
    private final Acts acts;

    RootCommands(
            Store store,
            Snapshot plugins,
            CurrentPrice prices,
            Map<ObjectRef, ObjectRow> targets,
            Actor actor,
            Instant now,
            LocalDate today) {
        this.store = store;
        this.plugins = plugins;
        this.prices = prices;
        this.targets = targets;
        this.now = now;
        this.today = today;
        acts = new Acts(store, actor, now);
    }

    void read(Set<Long> sources) {
        acts.read(sources);
    }

    void end() {
        acts.flush();
    }

    Result apply(Command command, SourceRow source) {
        Optional<Finding> finding =
                CommandCheck.portion(command, source.posted().measure());
        if (finding.isPresent()) {
            return refused(command, finding.get());
        }
        return switch (command.kind()) {
            case REVERSE -> reverse(command, source);
            case REVALUE -> revalue(command, source);
            default -> move(command, source);
        };
    }

    private Result move(Command command, SourceRow source) {
        Balance balance = acts.balance(source.id());
        ObjectRow target = command.target().map(targets::get).orElse(null);
        if (command.kind() == ActKind.TRANSFER) {
            Optional<Finding> finding = Transfers.refusal(command, source, target);
            if (finding.isPresent()) {
                return refused(command, finding.get());
            }
        }
        Cut cut = cut(command, source, balance);
        if (cut.share == null) {
            return new Result(source.id(), Optional.empty(), Optional.empty(), cut.findings);
        }
        Optional<Finding> refusal = balance.refusal(command.kind(), cut.share);
        if (refusal.isPresent()) {
            return refused(command, refusal.get());
        }
        long act = acts.act(command.reason());
        acts.move(act, source.id(), command.kind(), cut.share, cut.value, command.until());
        Optional<Long> created = command.kind() == ActKind.TRANSFER
                ? Optional.of(post(id -> NewSource.transferred(id, source, balance.seq(), cut.share, target, now), act))
                : Optional.empty();
        return new Result(source.id(), Optional.of(act), created, List.of());
    }

    /** A share to act on and its value; without a share, why not. */
    private record Cut(Share share, Optional<Money> value, List<Finding> findings) {}

    private Cut cut(Command command, SourceRow source, Balance balance) {
        Share from = balance.get(command.kind().from());
        Optional<Money> amount = command.portion().flatMap(Portion::amount);
        Share share = command.portion()
                .flatMap(Portion::share)
                .map(positive -> source.posted().signum() < 0 ? positive.negated() : positive)
                .orElse(from);
        if (command.kind() == ActKind.UNDO_WRITE_OFF) {
            return amount.isPresent()
                    ? amountOfWriteOff()
                    : new Cut(share, undone(source.id(), share, from), List.of());
        }
        boolean valued = command.kind() == ActKind.WRITE_OFF;
        if (amount.isEmpty() && !valued) {
            return new Cut(share, Optional.empty(), List.of());
        }
        CurrentPrice.Answer answer = prices.of(store, plugins, source, today);
        if (answer.price().isEmpty()) {
            return amount.isPresent()
                    ? new Cut(null, Optional.empty(), answer.reasons())
                    : new Cut(share, Optional.empty(), List.of());
        }
        CurrentPrice.Priced priced = answer.price().get();
        if (amount.isEmpty()) {
            return new Cut(share, Optional.of(Parts.value(share, priced.pricing(), priced.before())), List.of());
        }
        Money signed = source.posted().signum() < 0 ? amount.get().negated() : amount.get();
        return Parts.cut(signed, from, priced.pricing(), priced.before())
                .map(part -> new Cut(part, Optional.of(signed).filter(value -> valued), List.of()))
                .orElseGet(() -> beyond(signed, from, priced));
    }

    private static Cut beyond(Money amount, Share from, CurrentPrice.Priced priced) {
        Finding finding = Finding.error(
                        "EXCEEDS_OPEN",
                        "portion",
                        "%s exceeds what is there: %s, worth %s"
                                .formatted(amount, from, Parts.value(from, priced.pricing(), priced.before())))
                .withRule("I-1");
        return new Cut(null, Optional.empty(), List.of(finding));
    }

    private static Cut amountOfWriteOff() {
        return new Cut(
                null,
                Optional.empty(),
                List.of(Finding.error(
                        "SHARE_ONLY", "portion", "A write-off is undone as a whole or by a share, not by an amount")));
    }

    /** The value that goes back with a share of what is written off. */
    private Optional<Money> undone(long source, Share share, Share all) {
        Money value = null;
        for (EntryRow entry : store.ledger().entries(source)) {
            if (entry.value().isPresent() && entry.kind() == ActKind.WRITE_OFF) {
                value = value == null
                        ? entry.value().get()
                        : value.plus(entry.value().get());
            } else if (entry.value().isPresent() && entry.kind() == ActKind.UNDO_WRITE_OFF && value != null) {
                value = value.minus(entry.value().get());
            }
        }
        if (value == null || all.isZero() || !share.isWithin(all)) {
            return Optional.empty();
        }
        return Optional.of(
                Split.byWeight(value, List.of(share.value(), all.minus(share).value()))
                        .get(0));
    }

    private Result revalue(Command command, SourceRow source) {
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
        if (refusal.isPresent()) {
            return refused(command, refusal.get());
        }
        long act = acts.act(command.reason());
        acts.move(act, source.id(), ActKind.REVALUE, change, Optional.empty(), Optional.empty());
        return new Result(source.id(), Optional.of(act), Optional.empty(), List.of());
    }

    /** What is open is reversed on both; what is billed comes back as a negative source, which the next run bills. */
    private Result reverse(Command command, SourceRow source) {
        Balance balance = acts.balance(source.id());
        for (Term term : Term.values()) {
            if (BLOCKS_REVERSAL.contains(term) && !balance.get(term).isZero()) {
                return refused(
                        command,
                        Finding.error(
                                "SETTLED_OTHERWISE",
                                "%s of source %d is %s; undo that first"
                                        .formatted(
                                                balance.get(term),
                                                source.id(),
                                                term.name().toLowerCase().replace('_', ' '))));
            }
        }
        if (source.reverses().isPresent()) {
            return refused(
                    command,
                    Finding.error(
                            "IS_REVERSAL",
                            "Source %d is itself a reversal; post the work anew".formatted(source.id())));
        }
        String externalId = Long.toString(source.id());
        if (!store.sources()
                .byExternalId(NewSource.REVERSAL, List.of(externalId))
                .isEmpty()) {
            return refused(
                    command, Finding.error("ALREADY_REVERSED", "Source %d was reversed before".formatted(source.id())));
        }
        long act = acts.act(command.reason());
        Share open = balance.open();
        long reversal =
                post(id -> NewSource.reversal(id, source, source.posted().negated(), now), act);
        if (!open.isZero()) {
            acts.move(act, source.id(), ActKind.REVERSE, open, Optional.empty(), Optional.empty());
            acts.move(act, reversal, ActKind.REVERSE, open.negated(), Optional.empty(), Optional.empty());
        }
        return new Result(source.id(), Optional.of(act), Optional.of(reversal), List.of());
    }

    private long post(java.util.function.LongFunction<SourceRow> make, long act) {
        long id = store.sources().nextIds(1);
        SourceRow row = make.apply(id);
        store.sources().insert(List.of(row), act);
        acts.posted(id, row.posted());
        return id;
    }

    private static Result refused(Command command, Finding finding) {
        return new Result(command.source(), Optional.empty(), Optional.empty(), List.of(finding));
    }
}
