package org.billhook.engine.internal.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.Events.Change;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.PriceOfRequest;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Writes what is billed: ledger and lines page by page, then requests with their numbers, change log and events. */
final class LedgerWriter implements BillWriter {

    private static final int MOST = 1000;

    private final Store store;
    private final RunInputs inputs;
    private final long run;
    private final String actor;
    private final Instant now;
    private final Map<String, Long> acts = new HashMap<>();
    private final List<RequestRow> requests = new ArrayList<>(1);
    private final Map<Long, ItemOfRoot> items = new HashMap<>();
    private final Map<Long, Map<Long, PriceOfRequest>> prices = new TreeMap<>();
    private ItemOfRoot item;
    private long document;
    private long receiver;

    LedgerWriter(Store store, RunInputs inputs, long run, String actor, Instant now) {
        this.store = store;
        this.inputs = inputs;
        this.run = run;
        this.actor = actor;
        this.now = now;
    }

    @Override
    public void begin(ItemOfRoot next) {
        item = next;
        document = 0;
    }

    @Override
    public long document() {
        if (document == 0) {
            document = store.requests().nextId();
        }
        return document;
    }

    @Override
    public void line(DraftLine line, ValueStep values) {
        for (Condition condition : line.conditions) {
            for (long entry : condition.entries()) {
                prices.computeIfAbsent(document(), request -> new TreeMap<>())
                        .merge(
                                entry,
                                new PriceOfRequest(document, entry, 1, line.net),
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
        return store.ledger().act(new Act(Optional.of(run), actor, text, now));
    }

    @Override
    public void end(Money net, int lines) {
        if (lines == 0) {
            return;
        }
        RequestKind kind = inputs.requestFor(item, net);
        requests.add(RequestRow.open(
                        document,
                        "",
                        kind,
                        inputs.documentType(item, kind),
                        inputs.inceptionToDate(item),
                        item.rootRow.id(),
                        item.row.id(),
                        item.party(),
                        net,
                        inputs.order.keyDate(),
                        run,
                        lines,
                        now,
                        actor)
                .withReceiver(receiver));
        items.put(document, item);
    }

    /** Draws the numbers, last of all since that locks their range, and writes what belongs to the requests. */
    List<RequestRow> finish() {
        List<RequestRow> numbered = new ArrayList<>(requests.size());
        List<Change> changes = new ArrayList<>(requests.size() * 2);
        List<Unnumbered> events = new ArrayList<>(requests.size());
        for (RequestRow request : requests) {
            RequestRow row = request.withNumber(store.requests().drawNumber(request.kind()));
            store.requests().insert(row);
            store.requests()
                    .insertPrices(
                            List.copyOf(prices.getOrDefault(row.id(), Map.of()).values()));
            numbered.add(row);
            ItemOfRoot of = items.get(row.id());
            changes.add(change("request/" + row.id(), "state", "OPEN"));
            changes.add(change(of.ref().toString(), word(), row.number() + " " + row.net()));
            events.add(event(row, of));
        }
        if (!numbered.isEmpty()) {
            store.log().insertChanges(changes);
            store.log().putEvents(events);
        }
        return numbered;
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

    private Unnumbered event(RequestRow row, ItemOfRoot of) {
        String json = Json.text(Json.object()
                .put("request", row.id())
                .put("number", row.number())
                .put("kind", row.kind().name())
                .put("root", of.root().toString())
                .put("item", of.ref().toString())
                .put("party", row.party())
                .put("keyDate", row.keyDate().toString())
                .put("run", run)
                .put("lines", row.lines())
                .put("actor", actor)
                .set("net", Json.of(row.net())));
        return new Unnumbered(0, "request.created", "request/" + row.id(), json, now);
    }

    /** Net of the requests by currency. */
    static List<Money> totals(List<RequestRow> requests) {
        Map<String, Money> totals = new TreeMap<>();
        requests.forEach(row -> totals.merge(row.net().getCurrencyUnit().getCode(), row.net(), Money::plus));
        return List.copyOf(totals.values());
    }
}
