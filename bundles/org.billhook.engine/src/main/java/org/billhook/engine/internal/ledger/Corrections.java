package org.billhook.engine.internal.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/**
 * Takes postings back that were sent again with other content, in the transaction that posts what comes in their place. For the
 * thread of the transaction.
 */
public final class Corrections {

    private final Store store;
    private final Actor actor;
    private final Instant now;
    private final LocalDate today;

    public Corrections(Store store, Actor actor, Instant now, LocalDate today) {
        this.store = store;
        this.actor = actor;
        this.now = now;
        this.today = today;
    }

    /** Ids of those that were reversed. */
    public static Set<Long> reversed(Store store, Collection<Long> sources) {
        if (sources.isEmpty()) {
            return Set.of();
        }
        List<String> externalIds = sources.stream().map(NewSource::reversalId).toList();
        return store.sources().byExternalId(SourceRow.OF_REVERSAL, externalIds).values().stream()
                .map(row -> row.reverses().orElseThrow())
                .collect(Collectors.toSet());
    }

    /** Why some of the sources can't be taken back, by source; the heads of their roots are locked. */
    public Map<Long, Finding> refusals(Collection<SourceRow> sources) {
        Map<Long, Finding> refusals = new HashMap<>();
        if (sources.isEmpty()) {
            return refusals;
        }
        List<Long> ids = sources.stream().map(SourceRow::id).toList();
        Set<Long> reversed = reversed(store, ids);
        Acts acts = new Acts(store, actor, now);
        acts.read(ids);
        for (SourceRow source : sources) {
            Reversing.refusal(store, source, acts.balance(source.id()), reversed.contains(source.id()))
                    .ifPresent(finding -> refusals.put(source.id(), finding));
        }
        return refusals;
    }

    /**
     * Reverses sources of which none has a refusal.
     *
     * @return id of the reversal by source
     */
    public Map<Long, Long> reverse(Collection<SourceRow> sources, String reason) {
        Map<Long, Long> reversals = new TreeMap<>();
        if (sources.isEmpty()) {
            return reversals;
        }
        Acts acts = new Acts(store, actor, now);
        acts.read(sources.stream().map(SourceRow::id).toList());
        long id = store.sources().nextIds(sources.size());
        long act = acts.act(reason);
        for (SourceRow source : sources) {
            Reversing.reverse(acts, act, source, id, now, today);
            reversals.put(source.id(), id++);
        }
        acts.flush();
        store.log()
                .putEvents(reversals.keySet().stream()
                        .map(source -> event(source, act, reason))
                        .toList());
        return reversals;
    }

    private Unnumbered event(long source, long act, String reason) {
        return settled(source, act, ActKind.REVERSE, reason, actor, Optional.empty(), now);
    }

    /** Tells listeners of commands that were done. */
    static List<Unnumbered> settled(
            List<Command> commands, List<Result> done, Actor actor, Optional<String> releasedBy, Instant now) {
        List<Unnumbered> events = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            Command command = commands.get(i);
            done.get(i)
                    .act()
                    .ifPresent(act -> events.add(
                            settled(command.source(), act, command.kind(), command.reason(), actor, releasedBy, now)));
        }
        return events;
    }

    private static Unnumbered settled(
            long source, long act, ActKind kind, String reason, Actor actor, Optional<String> releasedBy, Instant now) {
        ObjectNode json = Json.object()
                .put("act", act)
                .put("kind", kind.name())
                .put("reason", reason)
                .put("actor", actor.name());
        releasedBy.ifPresent(name -> json.put("releasedBy", name));
        return new Unnumbered(0, "source.settled", "source/" + source, Json.text(json), now);
    }
}
