package org.billhook.engine.internal.proposals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Page;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.internal.ledger.CurrentPrice;
import org.billhook.engine.internal.ledger.ProposedCommands;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.ProposalStore.ProposalRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Proposals as they are stored; what is released is done in the transaction that notes it. */
@Component
public final class StoredProposals implements Proposals {

    private static final int MOST = 1000;
    private static final int REASON = 500;

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final BillingRuns runs;
    private final Sequencer sequencer;
    private final Duties duties;
    private final ProposedCommands ledger;
    private final Clock clock;

    @Activate
    public StoredProposals(
            @Reference Transactions transactions,
            @Reference PluginRegistry plugins,
            @Reference CurrentPrice prices,
            @Reference BillingRuns runs,
            @Reference Sequencer sequencer,
            @Reference Duties duties) {
        this(transactions, plugins, prices, runs, sequencer, duties, Clock.systemDefaultZone());
    }

    public StoredProposals(
            Transactions transactions,
            PluginRegistry plugins,
            CurrentPrice prices,
            BillingRuns runs,
            Sequencer sequencer,
            Duties duties,
            Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.runs = runs;
        this.sequencer = sequencer;
        this.duties = duties;
        this.clock = clock;
        ledger = new ProposedCommands(prices, duties);
    }

    @Override
    public Rules rules() {
        return duties.rules();
    }

    @Override
    public boolean isAlone() {
        return duties.isAlone();
    }

    @Override
    public List<Finding> notes() {
        List<Finding> notes = new ArrayList<>();
        if (!rules().anotherPerson()) {
            notes.add(Finding.warning(
                    "ANOTHER_PERSON_OFF",
                    "Another person is switched off: an approver releases what he gives up himself"));
        }
        if (isAlone()) {
            notes.add(Finding.warning(
                    "RELEASES_ALONE", "Only one user may release, so that he gives up without another person"));
        }
        long alone = Retry.call(transactions, store -> store.ledger().releasedAlone());
        if (alone > 0) {
            notes.add(Finding.warning(
                    "RELEASED_ALONE", "%d acts that give something up were released by who did them".formatted(alone)));
        }
        return notes;
    }

    /** Undoes the transaction in which commands were tried. */
    private static final class Tried extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ProposedCommands.Done done;

        Tried(ProposedCommands.Done done) {
            super(null, null, false, false);
            this.done = done;
        }
    }

    @Override
    public Proposal propose(List<Command> commands, Actor actor) {
        if (commands.isEmpty() || commands.size() > MOST) {
            throw refused(
                    BillhookException.Type.REFUSED,
                    Finding.error("COUNT", "commands", "1 to 1000 commands are proposed together"));
        }
        ProposedCommands.Done tried = tried(commands, actor);
        if (!tried.refusals().isEmpty()) {
            throw new BillhookException(BillhookException.Type.REFUSED, tried.refusals());
        }
        if (tried.stake().isNone()) {
            throw refused(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "GIVES_NOTHING_UP", "commands", "Nothing is given up by it: do it without a proposal"));
        }
        ProposalBody body = new ProposalBody(commands, tried.acts(), tried.stake(), Set.of(actor.name()));
        return stored(Optional.empty(), body, actor);
    }

    private ProposedCommands.Done tried(List<Command> commands, Actor actor) {
        try {
            throw plugins.<Tried>call(snapshot -> Retry.call(transactions, store -> {
                throw new Tried(apply(store, snapshot, commands, actor, Optional.empty()));
            }));
        } catch (Tried e) {
            return e.done;
        }
    }

    private ProposedCommands.Done apply(
            Store store, Snapshot snapshot, List<Command> commands, Actor actor, Optional<String> releasedBy) {
        Instant now = clock.instant();
        return ledger.apply(
                store, snapshot, commands, actor, releasedBy, now, LocalDate.ofInstant(now, clock.getZone()));
    }

    @Override
    public Proposal propose(long preview, String token, Actor actor) {
        Preview found = standing(preview);
        if (!found.token().equals(token)) {
            throw conflict("OTHER_TOKEN", "token", "The token is not that of preview " + preview);
        }
        if (found.stake().isNone()) {
            throw conflict("GIVES_NOTHING_UP", "preview", "Preview %d gives nothing up: commit it".formatted(preview));
        }
        Optional<Proposal> before = Retry.call(
                        transactions, store -> store.proposals().of(preview))
                .stream()
                .filter(row -> row.state() != State.DECLINED)
                .findFirst()
                .map(StoredProposals::view);
        return before.orElseGet(() -> stored(
                Optional.of(preview), new ProposalBody(List.of(), Map.of(), found.stake(), found.authors()), actor));
    }

    /** One that can be committed still. */
    private Preview standing(long id) {
        Preview preview = runs.findPreview(id).orElseThrow(() -> BillhookException.unknown("preview", id));
        Retry.call(transactions, store -> store.requests().findPreview(id))
                .flatMap(row -> row.run())
                .ifPresent(run -> {
                    throw conflict("COMMITTED", "preview", "Preview %d was billed by run %d".formatted(id, run));
                });
        return preview;
    }

    private Proposal stored(Optional<Long> preview, ProposalBody body, Actor actor) {
        Instant now = clock.instant();
        ProposalRow draft = new ProposalRow(
                0,
                State.OPEN,
                preview,
                body.json(),
                actor.name(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        ProposalRow row = Retry.call(transactions, store -> {
            ProposalRow stored = store.proposals().insert(draft);
            log(store, stored, Optional.empty(), actor, now);
            return stored;
        });
        sequencer.wake();
        return view(row);
    }

    @Override
    public Optional<Proposal> find(long id) {
        return Retry.call(transactions, store -> store.proposals().find(id)).map(StoredProposals::view);
    }

    @Override
    public Page<Proposal> list(Optional<State> state, Page.Request page) {
        Page<ProposalRow> rows =
                Retry.call(transactions, store -> store.proposals().list(state, page));
        return new Page<>(rows.items().stream().map(StoredProposals::view).toList(), rows.next());
    }

    @Override
    public Proposal release(long id, Actor actor) {
        ProposalRow asked = open(id);
        ProposalBody body = ProposalBody.read(asked.bodyJson());
        Set<String> authors = new TreeSet<>(body.authors());
        authors.add(asked.proposedBy());
        duties.refusalToRelease(actor, authors).ifPresent(finding -> {
            throw refused(BillhookException.Type.FORBIDDEN, finding);
        });
        asked.preview().ifPresent(this::standing);
        if (asked.preview().isPresent()) {
            return decided(asked, State.RELEASED, Optional.empty(), actor, store -> {});
        }
        return plugins.call(snapshot -> decided(
                asked, State.RELEASED, Optional.empty(), actor, store -> done(store, snapshot, body, asked, actor)));
    }

    private void done(Store store, Snapshot snapshot, ProposalBody body, ProposalRow row, Actor actor) {
        ProposedCommands.Done done =
                apply(store, snapshot, body.commands(), new Actor(row.proposedBy()), Optional.of(actor.name()));
        if (!done.refusals().isEmpty()) {
            throw new BillhookException(BillhookException.Type.CONFLICT, done.refusals());
        }
        List<Finding> changed = done.acts().entrySet().stream()
                .filter(source -> !source.getValue().equals(body.acts().get(source.getKey())))
                .map(source -> Finding.error(
                        "CHANGED_SINCE",
                        "Source %d was billed or changed since it was proposed: decline it, and propose it anew"
                                .formatted(source.getKey())))
                .toList();
        if (!changed.isEmpty()) {
            throw new BillhookException(BillhookException.Type.CONFLICT, changed);
        }
        if (!done.stake().isWithin(body.stake())) {
            throw conflict(
                    "GIVES_UP_MORE",
                    "proposal",
                    "It gives up more than when it was proposed, as other prices count now: decline it, and propose it anew");
        }
    }

    @Override
    public Proposal decline(long id, String reason, Actor actor) {
        if (reason.isBlank() || reason.length() > REASON) {
            throw refused(
                    BillhookException.Type.REFUSED,
                    Finding.error("NO_REASON", "reason", "A reason of 1 to 500 characters is needed"));
        }
        ProposalRow asked = open(id);
        if (!asked.proposedBy().equals(actor.name()) && !actor.roles().contains(Roles.BILLING_APPROVER)) {
            throw refused(
                    BillhookException.Type.FORBIDDEN,
                    Finding.error(
                            Proposals.NEEDS_RELEASE,
                            "This is declined by a %s, or withdrawn by %s"
                                    .formatted(Roles.BILLING_APPROVER, asked.proposedBy())));
        }
        return decided(asked, State.DECLINED, Optional.of(reason), actor, store -> {});
    }

    private ProposalRow open(long id) {
        ProposalRow row = Retry.call(transactions, store -> store.proposals().find(id))
                .orElseThrow(() -> BillhookException.unknown("proposal", id));
        requireOpen(row);
        return row;
    }

    private static void requireOpen(ProposalRow row) {
        if (row.state() != State.OPEN) {
            throw conflict(
                    "DECIDED",
                    "proposal",
                    "Proposal %d was %s by %s"
                            .formatted(
                                    row.id(),
                                    row.state() == State.RELEASED ? "released" : "declined",
                                    row.decidedBy().orElse("-")));
        }
    }

    private Proposal decided(
            ProposalRow asked, State state, Optional<String> reason, Actor actor, Consumer<Store> work) {
        ProposalRow row = Retry.call(transactions, store -> {
            Instant now = clock.instant();
            ProposalRow decided = new ProposalRow(
                    asked.id(),
                    state,
                    asked.preview(),
                    asked.bodyJson(),
                    asked.proposedBy(),
                    asked.proposedAt(),
                    Optional.of(actor.name()),
                    Optional.of(now),
                    reason);
            store.proposals().find(asked.id()).ifPresent(StoredProposals::requireOpen);
            store.proposals().decide(decided);
            work.accept(store);
            log(store, decided, Optional.of(State.OPEN), actor, now);
            return decided;
        });
        sequencer.wake();
        return view(row);
    }

    /** In the log of changes and among the events, both with the names of all who had a part in it. */
    private static void log(Store store, ProposalRow row, Optional<State> before, Actor actor, Instant now) {
        String subject = "proposal/" + row.id();
        store.log()
                .insertChanges(List.of(new Change(
                        0,
                        now,
                        actor.name(),
                        subject,
                        "state",
                        before.map(State::name),
                        Optional.of(row.state().name()),
                        Optional.empty())));
        ObjectNode json = Json.object()
                .put("proposal", row.id())
                .put("state", row.state().name())
                .put("proposedBy", row.proposedBy())
                .put("actor", actor.name());
        row.preview().ifPresent(preview -> json.put("preview", preview));
        json.set("stake", Json.of(ProposalBody.read(row.bodyJson()).stake()));
        String type = "proposal." + row.state().name().toLowerCase(Locale.ROOT);
        store.log().putEvents(List.of(new Unnumbered(0, type, subject, Json.text(json), now)));
    }

    private static Proposal view(ProposalRow row) {
        ProposalBody body = ProposalBody.read(row.bodyJson());
        return new Proposal(
                row.id(),
                row.state(),
                row.preview(),
                body.commands(),
                body.stake(),
                row.proposedBy(),
                row.proposedAt(),
                row.decidedBy(),
                row.decidedAt(),
                row.reason());
    }

    private static BillhookException conflict(String code, String field, String message) {
        return refused(BillhookException.Type.CONFLICT, Finding.error(code, field, message));
    }

    private static BillhookException refused(BillhookException.Type type, Finding finding) {
        return new BillhookException(type, finding);
    }
}
