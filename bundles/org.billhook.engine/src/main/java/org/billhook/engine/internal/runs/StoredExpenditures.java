package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.api.Expenditures;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.Page;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.StoredSource;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.SourceView;
import org.billhook.engine.port.ExpenditureStore.Row;
import org.billhook.engine.port.RequestStore.PreviewRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The trees of previews, and decisions that make the next preview. */
@Component
public final class StoredExpenditures implements Expenditures {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int PAGE = 1000;
    private static final int DECISIONS = 1000;
    private static final int SOURCES = 200_000;
    private static final int REASON = 400;
    private static final int CODE = 40;

    private static final Comparator<Row> OLDEST_FIRST =
            Comparator.comparing(Row::serviceDate).thenComparing(Row::source);

    private final Transactions transactions;
    private final PreviewMaker previews;
    private final LedgerCommands ledger;
    private final Clock clock;

    @Activate
    public StoredExpenditures(
            @Reference Transactions transactions, @Reference PreviewMaker previews, @Reference LedgerCommands ledger) {
        this(transactions, previews, ledger, Clock.systemDefaultZone());
    }

    public StoredExpenditures(Transactions transactions, PreviewMaker previews, LedgerCommands ledger, Clock clock) {
        this.transactions = transactions;
        this.previews = previews;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Page<Node> nodes(long preview, Optional<Integer> parent, Page.Request page) {
        return Retry.call(transactions, store -> {
            required(store, preview);
            parent.ifPresent(node -> node(store, preview, node));
            return store.expenditures().nodes(preview, parent.orElse(0), page);
        });
    }

    @Override
    public Page<Item> items(long preview, int node, Page.Request page) {
        return Retry.call(transactions, store -> {
            required(store, preview);
            Page<Row> rows = store.expenditures().rows(preview, node(store, preview, node), page);
            List<Long> ids = rows.items().stream().map(Row::source).toList();
            Map<Long, StoredSource> sources = new HashMap<>();
            new SourceView(store)
                    .of(store.sources().byId(ids).values())
                    .forEach(source -> sources.put(source.id(), source));
            return new Page<>(
                    rows.items().stream()
                            .map(row -> item(row, sources.get(row.source())))
                            .toList(),
                    rows.next());
        });
    }

    private static Item item(Row row, StoredSource source) {
        return new Item(
                row.source(),
                row.node(),
                source.kind(),
                source.object(),
                row.serviceDate(),
                source.text(),
                source.characteristics(),
                row.cost(),
                row.columns(),
                row.reason());
    }

    private static Node node(Store store, long preview, int node) {
        return store.expenditures()
                .node(preview, node)
                .orElseThrow(() -> BillhookException.unknown("node", preview + "/" + node));
    }

    @Override
    public Preview decide(long preview, List<Decision> decisions, Actor actor) {
        if (decisions.isEmpty() || decisions.size() > DECISIONS) {
            throw refused(List.of(Finding.error("COUNT", "decisions", "1 to 1000 decisions are needed")));
        }
        Order before = order(preview);
        List<Finding> findings = new ArrayList<>();
        Set<Long> locked = new HashSet<>(before.locked());
        List<Command> commands = new ArrayList<>(before.decisions());
        for (int i = 0; i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            String field = "decisions[%d]".formatted(i);
            List<Finding> wrong = form(decision, field);
            findings.addAll(wrong);
            if (wrong.isEmpty()) {
                List<Row> rows = rows(preview, decision, field, findings);
                Spread spread = new Spread(decision, field, rows);
                List<Command> made = rows.isEmpty() ? List.of() : spread.commands();
                findings.addAll(spread.findings());
                Set<Long> anew = new HashSet<>();
                rows.forEach(row -> anew.add(row.source()));
                commands.removeIf(command -> anew.contains(command.source()));
                commands.addAll(made);
                for (Row row : rows) {
                    if (decision.locked()) {
                        locked.add(row.source());
                    } else {
                        locked.remove(row.source());
                    }
                }
            }
        }
        if (!findings.isEmpty()) {
            throw refused(findings);
        }
        return previews.make(before.deciding(commands, locked), worth(preview, row -> true), authors(preview), actor);
    }

    private static List<Finding> form(Decision decision, String field) {
        List<Finding> findings = new ArrayList<>();
        if (decision.node().isPresent() == decision.source().isPresent()) {
            findings.add(Finding.error("ONE_OF", field, "A decision is about either a node or a source"));
        }
        if (decision.reason().isBlank() || decision.reason().length() > REASON) {
            findings.add(Finding.error("NO_REASON", field + ".reason", "A reason of 1 to 400 characters is needed"));
        }
        if (decision.until().isPresent() && decision.later().isEmpty()) {
            findings.add(Finding.error("BAD_UNTIL", field + ".until", "A day is told, but nothing to bill later"));
        }
        decision.apportionment()
                .filter(code -> code.isBlank() || code.length() > CODE)
                .ifPresent(code -> findings.add(
                        Finding.error("BAD_CODE", field + ".apportionment", "A code has 1 to 40 characters")));
        return findings;
    }

    /** Oldest first. */
    private List<Row> rows(long preview, Decision decision, String field, List<Finding> findings) {
        List<Row> rows = new ArrayList<>();
        if (decision.source().isPresent()) {
            long source = decision.source().get();
            Retry.call(transactions, store -> store.expenditures().row(preview, source))
                    .ifPresentOrElse(
                            rows::add,
                            () -> findings.add(Finding.error(
                                    "UNKNOWN",
                                    field + ".source",
                                    "Source %d is not in preview %d".formatted(source, preview))));
            return rows;
        }
        Optional<Node> node = Retry.call(transactions, store -> store.expenditures()
                .node(preview, decision.node().orElseThrow()));
        if (node.isEmpty()) {
            findings.add(Finding.error(
                    "UNKNOWN",
                    field + ".node",
                    "Preview %d has no node %d"
                            .formatted(preview, decision.node().orElseThrow())));
        } else if (node.get().sources() > SOURCES) {
            findings.add(Finding.error(
                    "TOO_MANY",
                    field + ".node",
                    "%d sources are beneath the node, at most %d are decided on at once"
                            .formatted(node.get().sources(), SOURCES)));
        } else {
            each(preview, node.get(), rows::add);
            rows.sort(OLDEST_FIRST);
        }
        return rows;
    }

    private void each(long preview, Node node, Consumer<Row> action) {
        Optional<Page.Request> next = Optional.of(Page.Request.first(PAGE));
        while (next.isPresent()) {
            Page.Request page = next.get();
            Page<Row> rows =
                    Retry.call(transactions, store -> store.expenditures().rows(preview, node, page));
            rows.items().forEach(action);
            next = rows.next().map(after -> new Page.Request(Optional.of(after), PAGE));
        }
    }

    /** What the sources of the preview were worth before anybody decided. */
    private Map<Long, Money> worth(long preview, Predicate<Row> which) {
        Map<Long, Money> worth = new HashMap<>();
        Optional<Page.Request> next = Optional.of(Page.Request.first(PAGE));
        while (next.isPresent()) {
            Page.Request page = next.get();
            Page<Node> nodes =
                    Retry.call(transactions, store -> store.expenditures().nodes(preview, 0, page));
            nodes.items()
                    .forEach(node -> each(preview, node, row -> row.columns()
                            .original()
                            .amount()
                            .filter(amount -> which.test(row))
                            .ifPresent(amount -> worth.put(row.source(), amount))));
            next = nodes.next().map(after -> new Page.Request(Optional.of(after), PAGE));
        }
        return worth;
    }

    @Override
    public Preview reprice(long preview, List<PriceChange> changes, Actor actor) {
        Order before = order(preview);
        List<PriceChange> all = new ArrayList<>(before.priceChanges());
        all.addAll(changes);
        // what is billed is worth what it costs now; what is not keeps what it was
        Map<Long, Money> worth = worth(
                preview,
                row -> row.columns().toBill().quantity().map(Share::isZero).orElse(true));
        return previews.make(before.pricing(all), worth, authors(preview), actor);
    }

    @Override
    public Preview transfer(
            long preview, int node, ObjectRef target, Optional<BigDecimal> percent, String reason, Actor actor) {
        Order before = order(preview);
        percent.filter(part -> part.signum() <= 0 || part.compareTo(HUNDRED) > 0)
                .ifPresent(part -> {
                    throw refused(List.of(
                            Finding.error("PERCENT", "percent", "%s is not above 0 and up to 100".formatted(part))
                                    .withRule("O-46")));
                });
        Node of = Retry.call(transactions, store -> node(store, preview, node));
        List<Row> rows = new ArrayList<>();
        each(preview, of, rows::add);
        rows.sort(OLDEST_FIRST);
        Optional<BigDecimal> some = percent.filter(part -> part.compareTo(HUNDRED) != 0);
        rows.removeIf(row -> some.filter(part -> part(row, part).isZero()).isPresent());
        refuseOwned(rows);
        Set<Long> moved = new HashSet<>();
        for (int from = 0; from < rows.size(); from += PAGE) {
            List<Command> page = rows.subList(from, Math.min(rows.size(), from + PAGE)).stream()
                    .map(row -> new Command(
                            ActKind.TRANSFER,
                            row.source(),
                            some.map(part -> new Portion(Optional.of(part(row, part)), Optional.empty())),
                            Optional.empty(),
                            Optional.of(target),
                            reason))
                    .toList();
            List<Finding> findings = ledger.apply(page, actor).stream()
                    .flatMap(result -> result.findings().stream())
                    .toList();
            if (!findings.isEmpty()) {
                throw new BillhookException(refusal(findings), findings);
            }
            page.forEach(command -> moved.add(command.source()));
        }
        List<Command> left = new ArrayList<>(before.decisions());
        left.removeIf(command -> moved.contains(command.source()));
        Set<Long> locked = new HashSet<>(before.locked());
        locked.removeAll(moved);
        return previews.make(before.deciding(left, locked), worth(preview, row -> true), authors(preview), actor);
    }

    /** What gives money up may be done by somebody else. */
    private static BillhookException.Type refusal(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.code().equals(Proposals.NEEDS_RELEASE))
                ? BillhookException.Type.FORBIDDEN
                : BillhookException.Type.REFUSED;
    }

    /** Nothing of a node is moved if a source in it follows its object (G-21). */
    private void refuseOwned(List<Row> rows) {
        for (int from = 0; from < rows.size(); from += PAGE) {
            List<Long> ids = rows.subList(from, Math.min(rows.size(), from + PAGE)).stream()
                    .map(Row::source)
                    .toList();
            Retry.call(transactions, store -> store.sources().byId(ids)).values().stream()
                    .filter(SourceRow::isOfObject)
                    .findFirst()
                    .ifPresent(source -> {
                        throw refused(List.of(Finding.error(
                                        "OWNED_SOURCE",
                                        "node",
                                        "Source %d (%s) follows its object and is not transferred: choose nodes without it"
                                                .formatted(source.id(), source.externalId()))
                                .withRule("G-21")));
                    });
        }
    }

    /** A part of a source with the decimals of what is posted, rounded half away from zero. */
    private static Share part(Row row, BigDecimal percent) {
        Share open = row.columns().original().quantity().orElseThrow();
        BigDecimal part = open.value()
                .abs()
                .multiply(percent)
                .divide(HUNDRED, open.measure().postedScale(), RoundingMode.HALF_UP);
        return new Share(part, open.measure());
    }

    private Order order(long preview) {
        PreviewRow row = Retry.call(transactions, store -> required(store, preview));
        if (row.run().isPresent()) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error(
                            "COMMITTED",
                            "Preview %d was billed by run %d"
                                    .formatted(preview, row.run().get())));
        }
        return OrderJson.read(row.orderJson());
    }

    private Set<String> authors(long preview) {
        PreviewRow row = Retry.call(transactions, store -> required(store, preview));
        return Previews.shown(row).authors();
    }

    private PreviewRow required(Store store, long preview) {
        PreviewRow row = store.requests()
                .findPreview(preview)
                .filter(found -> found.endsAt().isAfter(clock.instant()))
                .orElseThrow(() -> BillhookException.unknown("preview", preview));
        if (OrderJson.read(row.orderJson()).structure().isEmpty()) {
            throw refused(List.of(Finding.error(
                            "NO_TREE",
                            "structure",
                            "Preview %d was made without a structure: make one with it".formatted(preview))
                    .withRule("D-20")));
        }
        return row;
    }

    private static BillhookException refused(List<Finding> findings) {
        return new BillhookException(BillhookException.Type.REFUSED, Collections.unmodifiableList(findings));
    }
}
