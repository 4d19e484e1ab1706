package org.billhook.engine.internal.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Events.Change;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.PriceOfRequest;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RunStore.RootRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Writes what is billed: ledger and lines page by page, then requests with their numbers, change log and events. */
final class LedgerWriter implements BillWriter {

    private static final int MOST = 1000;

    private final Store store;
    private final RunInputs inputs;
    private final long run;
    private final String actor;
    private final Optional<String> releasedBy;
    private final Instant now;
    private final Map<String, Long> acts = new HashMap<>();
    private final RequestDrafts drafts;
    private final Map<Long, Map<Long, PriceOfRequest>> prices = new TreeMap<>();
    private long receiver;

    /** @param releasedBy who released what is given up by it; empty if nothing is that needs a release */
    LedgerWriter(Store store, RunInputs inputs, long run, String actor, Optional<String> releasedBy, Instant now) {
        this.releasedBy = releasedBy;
        this.store = store;
        this.inputs = inputs;
        this.run = run;
        this.actor = actor;
        this.now = now;
        drafts = new RequestDrafts(inputs, () -> store.requests().nextId());
    }

    @Override
    public int begin(ItemOfRoot next) {
        return drafts.begin(next);
    }

    @Override
    public long document() {
        return drafts.id();
    }

    @Override
    public void line(DraftLine line, ValueStep values) {
        for (Condition condition : line.conditions) {
            for (long entry : condition.entries()) {
                prices.computeIfAbsent(document(), request -> new TreeMap<>())
                        .merge(
                                entry,
                                new PriceOfRequest(document(), entry, 1, line.net),
                                (known, one) -> known.plus(one.net()));
            }
        }
    }

    @Override
    public void page(List<LineRow> lines, PageMoves moves) {
        // what is planned stays open when it is priced
        for (PageMoves.Batch batch : inputs.bills() ? moves.batches() : List.<PageMoves.Batch>of()) {
            long act = acts.computeIfAbsent(batch.reason(), this::act);
            List<Move> all = batch.moves();
            for (int from = 0; from < all.size(); from += MOST) {
                store.ledger().apply(act, all.subList(from, Math.min(all.size(), from + MOST)));
            }
        }
        if (!lines.isEmpty()) {
            receiver = lines.get(0).revenueReceiver();
            store.requests().insertLines(lines);
        }
    }

    private long act(String reason) {
        String text = reason.equals(PageMoves.BILLING) ? "Billed up to " + inputs.order.keyDate() : reason;
        return store.ledger().act(new Act(Optional.of(run), actor, text, now, releasedBy));
    }

    @Override
    public void end(Money net, int lines) {
        drafts.end(net, lines, receiver);
    }

    /** Draws the numbers, last of all since that locks their range, and writes what belongs to the requests. */
    List<RequestRow> finish() {
        List<RequestRow> numbered = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<Unnumbered> events = new ArrayList<>();
        for (RequestDrafts.Draft draft : drafts.all()) {
            RequestRow row = row(draft);
            store.requests().insert(row);
            store.requests()
                    .insertPrices(
                            List.copyOf(prices.getOrDefault(row.id(), Map.of()).values()));
            numbered.add(row);
            changes.add(change("request/" + row.id(), "state", "OPEN"));
            for (int i = 0; i < draft.items().size(); i++) {
                changes.add(change(
                        draft.items().get(i).ref().toString(),
                        word(),
                        row.number() + " " + row.items().get(i).net()));
            }
            events.add(event(row, draft.items()));
        }
        if (!numbered.isEmpty()) {
            store.log().insertChanges(changes);
            store.log().putEvents(events);
        }
        return numbered;
    }

    private RequestRow row(RequestDrafts.Draft draft) {
        RequestKind kind = drafts.kind(draft);
        return RequestRow.open(
                draft.id(),
                store.requests().drawNumber(kind),
                kind,
                drafts.documentType(draft),
                drafts.inceptionToDate(draft),
                draft.parts(),
                draft.party(),
                inputs.order.keyDate(),
                run,
                now,
                actor);
    }

    private String word() {
        return switch (inputs.order.usage()) {
            case BILLING -> "billed";
            case QUOTATION -> "quoted";
            case DOWN_PAYMENT_REQUEST, DOWN_PAYMENT_DIFFERENCE -> "down payment requested";
        };
    }

    private Change change(String subject, String field, String after) {
        return new Change(0, now, actor, subject, field, Optional.empty(), Optional.of(after), Optional.empty());
    }

    private Unnumbered event(RequestRow row, List<ItemOfRoot> items) {
        ObjectNode json = Json.object()
                .put("request", row.id())
                .put("number", row.number())
                .put("kind", row.kind().name())
                .put("party", row.party())
                .put("keyDate", row.keyDate().toString())
                .put("run", run)
                .put("lines", row.lines())
                .put("actor", actor);
        json.set("net", Json.of(row.net()));
        if (items.size() == 1) {
            json.put("root", items.get(0).root().toString())
                    .put("item", items.get(0).ref().toString());
        }
        ArrayNode parts = json.putArray("billedItems");
        for (int i = 0; i < items.size(); i++) {
            parts.addObject()
                    .put("item", items.get(i).ref().toString())
                    .put("root", items.get(i).root().toString())
                    .set("net", Json.of(row.items().get(i).net()));
        }
        return new Unnumbered(0, "request.created", "request/" + row.id(), Json.text(json), now);
    }

    /** How a root of the run ended: what the requests have of it. */
    static RootRow ended(long run, long root, State state, List<RequestRow> requests, List<Finding> findings) {
        List<Long> ids = new ArrayList<>(1);
        Map<String, Money> totals = new TreeMap<>();
        long lines = 0;
        for (RequestRow request : requests) {
            for (RequestItem item : request.items()) {
                if (item.root() == root) {
                    if (ids.isEmpty() || ids.get(ids.size() - 1) != request.id()) {
                        ids.add(request.id());
                    }
                    lines += item.lines();
                    totals.merge(item.net().getCurrencyUnit().getCode(), item.net(), Money::plus);
                }
            }
        }
        return new RootRow(run, root, state, ids, lines, List.copyOf(totals.values()), findings);
    }
}
