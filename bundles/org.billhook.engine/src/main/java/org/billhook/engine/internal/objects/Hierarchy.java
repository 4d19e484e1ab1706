package org.billhook.engine.internal.objects;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.billhook.core.api.BillingObjects.Node;
import org.billhook.core.api.BillingObjects.Sum;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests.PeriodRevenue;
import org.billhook.core.api.StoredObject;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceStore.ObjectSum;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** The objects under the head of a root, with what is posted on them: one query for a thousand, and one for all amounts (O-15). */
final class Hierarchy {

    private static final int MOST = 20_000;
    private static final int PAGE = 1_000;

    private final Store store;
    private final ObjectView view;
    private final ObjectRow head;

    Hierarchy(Store store, ObjectView view, ObjectRow head) {
        this.store = store;
        this.view = view;
        this.head = head;
    }

    Page<Node> page(Page.Request request) {
        Page<ObjectRow> rows = store.objects().hierarchy(head.id(), request);
        Map<Long, Sums> own = byObject(
                store.sources().sums(rows.items().stream().map(ObjectRow::id).toList()));
        Map<Long, RevenueByPeriod> revenue = revenue(rows.items());
        List<StoredObject> objects = objects(rows.items(), own);
        List<Node> nodes = new ArrayList<>(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            ObjectRow row = rows.items().get(i);
            List<Sum> sums = own.getOrDefault(row.id(), new Sums()).list();
            List<PeriodRevenue> billed = revenue.get(row.id()).list();
            nodes.add(new Node(objects.get(i), level(row), sums, sums, billed, billed));
        }
        return new Page<>(nodes, rows.next());
    }

    List<Node> tree() {
        List<ObjectRow> rows = rows();
        if (rows.isEmpty()) {
            throw Refusals.refused(Finding.error("NO_HEAD", "%s heads no billing root".formatted(head.ref())));
        }
        Map<Long, Sums> own = byObject(store.sources().sums(head.id()));
        Map<Long, Sums> totals = totals(rows, own);
        Map<Long, RevenueByPeriod> revenue = revenue(rows);
        Map<Long, RevenueByPeriod> totalRevenue = new HashMap<>();
        upwards(rows, row -> totalRevenue.put(row.id(), new RevenueByPeriod()), (above, row) -> totalRevenue
                .get(above.id())
                .add(revenue.get(row.id())));
        List<StoredObject> objects = objects(rows, own);
        List<Node> nodes = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ObjectRow row = rows.get(i);
            nodes.add(new Node(
                    objects.get(i),
                    level(row),
                    own.getOrDefault(row.id(), new Sums()).list(),
                    totals.get(row.id()).list(),
                    revenue.get(row.id()).list(),
                    totalRevenue.get(row.id()).list()));
        }
        return nodes;
    }

    private List<StoredObject> objects(List<ObjectRow> rows, Map<Long, Sums> own) {
        Set<Long> billed = new HashSet<>();
        own.forEach((id, sums) -> {
            if (sums.billed) {
                billed.add(id);
            }
        });
        return view.of(rows, new RowFacts(store, rows, billed));
    }

    private List<ObjectRow> rows() {
        List<ObjectRow> rows = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<ObjectRow> page = store.objects().hierarchy(head.id(), new Page.Request(after, PAGE));
            rows.addAll(page.items());
            after = page.next();
        } while (after.isPresent() && rows.size() <= MOST);
        if (rows.size() > MOST) {
            throw Refusals.refused(Finding.error(
                    "TOO_MANY", "%s has more than %d objects: read its hierarchy by page".formatted(head.ref(), MOST)));
        }
        return rows;
    }

    /** Objects come before those beneath them, so each adds to all that are open above it. */
    private static Map<Long, Sums> totals(List<ObjectRow> rows, Map<Long, Sums> own) {
        Map<Long, Sums> totals = new HashMap<>();
        upwards(rows, row -> totals.put(row.id(), new Sums()), (above, row) -> {
            Sums mine = own.get(row.id());
            if (mine != null) {
                totals.get(above.id()).add(mine);
            }
        });
        return totals;
    }

    /**
     * Hands over each object, and then together with itself and every one above it.
     *
     * @param rows objects before those beneath them
     */
    private static void upwards(List<ObjectRow> rows, Consumer<ObjectRow> each, BiConsumer<ObjectRow, ObjectRow> add) {
        Deque<ObjectRow> above = new ArrayDeque<>();
        for (ObjectRow row : rows) {
            while (!above.isEmpty() && !row.path().startsWith(above.peek().path())) {
                above.pop();
            }
            above.push(row);
            each.accept(row);
            above.forEach(node -> add.accept(node, row));
        }
    }

    /** What was billed to each of the objects, one without anything included. */
    private Map<Long, RevenueByPeriod> revenue(List<ObjectRow> rows) {
        Map<Long, RevenueByPeriod> revenue = new HashMap<>();
        rows.forEach(row -> revenue.put(row.id(), new RevenueByPeriod()));
        if (!rows.isEmpty()) {
            store.requests().revenue(revenue.keySet()).forEach(day -> revenue.get(day.receiver())
                    .add(day));
        }
        return revenue;
    }

    private int level(ObjectRow row) {
        String below = row.path().substring(head.path().length());
        return (int) below.chars().filter(character -> character == '/').count();
    }

    private static Map<Long, Sums> byObject(List<ObjectSum> sums) {
        Map<Long, Sums> byObject = new HashMap<>();
        sums.forEach(
                sum -> byObject.computeIfAbsent(sum.object(), id -> new Sums()).add(sum));
        return byObject;
    }

    /** Sums by measure, in the order of their codes. */
    private static final class Sums {
        private final Map<String, Measured> byMeasure = new TreeMap<>();
        private boolean billed;

        void add(ObjectSum sum) {
            billed |= sum.billed() > 0;
            of(sum.measure())
                    .add(sum.sources(), sum.terms(), sum.cost().map(List::of).orElse(List.of()));
        }

        void add(Sums sums) {
            sums.byMeasure.values().forEach(sum -> of(sum.measure)
                    .add(sum.sources, sum.terms, List.copyOf(sum.cost.values())));
        }

        private Measured of(Measure measure) {
            return byMeasure.computeIfAbsent(measure.dimension() + measure.code(), key -> new Measured(measure));
        }

        List<Sum> list() {
            return byMeasure.values().stream()
                    .map(sum ->
                            new Sum(sum.measure, sum.sources, Map.copyOf(sum.terms), List.copyOf(sum.cost.values())))
                    .toList();
        }
    }

    private static final class Measured {
        private final Measure measure;
        private final Map<Term, Share> terms = new EnumMap<>(Term.class);
        private final Map<String, Money> cost = new LinkedHashMap<>();
        private long sources;

        Measured(Measure measure) {
            this.measure = measure;
        }

        void add(long number, Map<Term, Share> shares, List<Money> costs) {
            sources += number;
            shares.forEach((term, share) -> terms.merge(term, share, Share::plus));
            costs.forEach(money -> cost.merge(money.getCurrencyUnit().getCode(), money, Money::plus));
        }
    }
}
