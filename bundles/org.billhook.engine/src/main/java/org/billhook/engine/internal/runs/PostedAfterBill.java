package org.billhook.engine.internal.runs;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/**
 * What came after the bill of an item that is billed once: sources that were posted or got more since. They wait until a decision to
 * bill them lets them in, in this order or in one before; what was there and left open is billed when it is due (R-17, G-16).
 */
final class PostedAfterBill {

    private static final int PAGE = 1000;

    private final Store store;
    private final Snapshot plugins;
    private final Instant since;
    private final Set<Long> decided = new HashSet<>();
    private final Finding reason;
    private final Map<String, Boolean> revaluable = new HashMap<>();
    private LongSet waiting;

    private PostedAfterBill(ItemContext context, Instant since) {
        store = context.store;
        plugins = context.inputs.plugins();
        this.since = since;
        for (Command command : context.inputs.order.decisions()) {
            if (command.kind() == ActKind.BILL || command.portion().isEmpty()) {
                decided.add(command.source());
            }
        }
        reason = Finding.error(
                        SourceGate.ALREADY_BILLED,
                        "%s is billed once and a request of it stands; this was posted since: decide in a preview or run to bill it, or settle it otherwise"
                                .formatted(context.ref()))
                .withRule("R-17");
    }

    /** Empty for an item of which nothing waits like that. */
    static Optional<PostedAfterBill> of(ItemContext context) {
        return context.item.billedSince.map(since -> new PostedAfterBill(context, since));
    }

    /** Looks at a page of sources; {@link #reason} tells of these and those before. */
    void read(List<OpenRow> rows) {
        List<OpenRow> asked =
                rows.stream().filter(row -> !decided.contains(row.id())).toList();
        for (int from = 0; from < asked.size(); from += PAGE) {
            List<OpenRow> page = asked.subList(from, Math.min(asked.size(), from + PAGE));
            Map<Long, SourceRow> sources =
                    store.sources().byId(page.stream().map(OpenRow::id).toList());
            for (OpenRow row : page) {
                if (isLate(sources.get(row.id()), row.seq())) {
                    if (waiting == null) {
                        waiting = new LongSet();
                    }
                    waiting.add(row.id());
                }
            }
        }
    }

    /** @param acts number of acts on it; the first one posted it */
    private boolean isLate(SourceRow source, int acts) {
        boolean late = source.enteredAt().isAfter(since);
        if (acts <= 1 || (!late && !source.isOfObject() && !isRevaluable(source.kind()))) {
            return late;
        }
        List<EntryRow> entries = store.ledger().entries(source.id());
        Optional<Instant> last = entries.stream()
                .filter(entry -> entry.kind() == ActKind.REVALUE
                        && entry.share().signum() == source.posted().signum()
                        && entry.at().isAfter(since))
                .map(EntryRow::at)
                .max(Instant::compareTo)
                .or(() -> late ? Optional.of(source.enteredAt()) : Optional.empty());
        return last.isPresent()
                && entries.stream()
                        .noneMatch(entry ->
                                entry.kind() == ActKind.BILL && !entry.at().isBefore(last.get()));
    }

    /** Of a kind that is not installed nobody knows. */
    private boolean isRevaluable(String kind) {
        return revaluable.computeIfAbsent(kind, id -> plugins.find(Spi.SOURCE, id)
                .map(type -> type.call("terms of " + id, SourceType::terms).revaluable())
                .orElse(true));
    }

    Optional<Finding> reason(OpenRow row) {
        return waiting != null && waiting.contains(row.id()) ? Optional.of(reason) : Optional.empty();
    }
}
