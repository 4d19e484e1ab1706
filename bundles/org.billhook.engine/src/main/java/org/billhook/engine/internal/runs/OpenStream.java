package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.internal.registry.CallUnderWay;
import org.billhook.engine.port.LedgerStore.BilledPart;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.Store;

/**
 * The open sources of an item in (service date, id) order, read page by page as often as asked. What was already handed on to
 * the writer is left out, so that an iteration sees the same whether the writer changed the ledger or not (law 3).
 */
final class OpenStream implements Iterable<OpenSource> {

    private static final Comparator<OpenRow> ORDER =
            Comparator.comparing((OpenRow row) -> row.serviceDate()).thenComparing(row -> row.id());

    private static final int MOST_SHARED = 1000;

    /** More objects beneath an item than these are found by reading the whole root. */
    private static final int MOST_OBJECTS = 100;

    private static final int LEAST_PAGE = 10;

    private final Store store;
    private final ItemOfRoot item;
    private final LocalDate keyDate;
    private final int pageSize;
    private final ObjectCache objects;
    private final HeldSources held;
    private final Selected selected;
    private final SourceGate gate;
    private final Optional<OpenRow> only;
    private final LongSet handedOn = new LongSet();
    private final Map<Long, List<BilledPart>> billed = new HashMap<>();
    /** Most items have no more than these, and are looked at more than once; what is handed on is skipped. */
    private final Map<FirstPage, List<OpenRow>> firstPages = new HashMap<>();

    private final Map<Map<String, String>, SourceCharacteristics> characteristics = new IdentityHashMap<>();
    private long completed = -1;
    private OpenRow furthest;

    /** @param only this source and no other */
    OpenStream(
            Store store,
            ItemOfRoot item,
            LocalDate keyDate,
            int pageSize,
            ObjectCache objects,
            HeldSources held,
            Selected selected,
            SourceGate gate,
            Optional<OpenRow> only) {
        this.store = store;
        this.item = item;
        this.keyDate = keyDate;
        this.pageSize = pageSize;
        this.objects = objects;
        this.held = held;
        this.selected = selected;
        this.gate = gate;
        this.only = only;
    }

    void handOn(StreamedSource source) {
        handedOn.add(source.id());
    }

    /** Rows with equal characteristics share their map, so those of most sources are put together once only. */
    SourceCharacteristics characteristics(OpenRow row, ObjectRow object) {
        SourceCharacteristics known = characteristics.get(row.characteristics());
        if (known == null || !known.isOf(row.kind(), object)) {
            known = new SourceCharacteristics(row, object, item.party());
            if (characteristics.size() >= MOST_SHARED) {
                characteristics.clear();
            }
            characteristics.put(row.characteristics(), known);
        }
        return known;
    }

    /** Number of sources, if some iteration from the beginning has come to the end; -1 otherwise. */
    long completed() {
        return completed;
    }

    @Override
    public Iterator<OpenSource> iterator() {
        return new Rows(handedOn.size() == 0, false);
    }

    /** Those of which less than zero is open. */
    Iterable<OpenSource> corrections() {
        return () -> new Rows(false, true);
    }

    private List<BilledPart> billed(OpenRow row) {
        return row.reverses() == 0
                ? List.of()
                : billed.computeIfAbsent(
                        row.reverses(), source -> store.ledger().billed(List.of(source)));
    }

    /** Of a whole page at once, since mostly there is none and sometimes there are many. */
    private void readBilled(List<OpenRow> rows) {
        Set<Long> reversed = new TreeSet<>();
        rows.stream().map(OpenRow::reverses).filter(id -> id != 0).forEach(reversed::add);
        billed.clear();
        reversed.forEach(id -> billed.put(id, new ArrayList<>(1)));
        if (!reversed.isEmpty()) {
            store.ledger().billed(reversed).forEach(part -> billed.get(part.source())
                    .add(part));
        }
    }

    /** Who reads on comes further, who reads the same again does not. */
    private void cameTo(OpenRow row) {
        if (furthest == null || ORDER.compare(row, furthest) > 0) {
            furthest = row;
            CallUnderWay.alive();
        }
    }

    private boolean isItems(OpenRow row) {
        ObjectRow object = objects.get(row.object());
        return item.takes(row.kind(), object) && selected.has(row.kind(), object) && gate.lets(this, row, object);
    }

    /** Merges the sources that are the item's as it is the first to claim them, those beneath it, and the released ones. */
    private final class Rows implements Iterator<OpenSource> {
        private final PriorityQueue<Cursor> cursors =
                new PriorityQueue<>(Comparator.comparing((Cursor cursor) -> cursor.peek(), ORDER));
        private final boolean fromBeginning;
        private final boolean corrections;
        private long count;
        private StreamedSource next;

        Rows(boolean fromBeginning, boolean corrections) {
            this.fromBeginning = fromBeginning;
            this.corrections = corrections;
            if (only.isPresent()) {
                // asked for its price alone: that it waits changes nothing of it
                add(new Listed(List.of(only.get())));
            } else {
                addPages();
                gate.read(held.all());
                add(new Listed(
                        held.all().stream().filter(OpenStream.this::isItems).toList()));
            }
            advance();
        }

        private void addPages() {
            Set<String> beneath = new HashSet<>(item.claimed);
            beneath.removeAll(item.first);
            List<Long> ids = beneath.isEmpty() || item.row.id() == item.rootRow.id()
                    ? List.of()
                    : store.objects().under(item.row.path(), MOST_OBJECTS + 1);
            if (ids.isEmpty() || ids.size() > MOST_OBJECTS) {
                add(new Pages(item.claimed, Optional.empty(), pageSize, corrections));
            } else {
                add(new Pages(item.first, Optional.empty(), pageSize, corrections));
                int size = Math.max(LEAST_PAGE, pageSize / ids.size());
                ids.forEach(id -> add(new Pages(beneath, Optional.of(id), size, corrections)));
            }
        }

        private void add(Cursor cursor) {
            if (cursor.peek() != null) {
                cursors.add(cursor);
            }
        }

        private void advance() {
            next = null;
            while (next == null && !cursors.isEmpty()) {
                Cursor cursor = cursors.poll();
                OpenRow row = cursor.take();
                add(cursor);
                long id = row.id();
                boolean wanted = !corrections || row.open().signum() < 0;
                if (wanted && !handedOn.contains(id) && !(cursor instanceof Pages && held.has(id))) {
                    next = new StreamedSource(OpenStream.this, row, objects.get(row.object()), billed(row));
                    count++;
                }
            }
            if (next == null && fromBeginning) {
                completed = count;
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public OpenSource next() {
            if (next == null) {
                throw new NoSuchElementException("No more open sources");
            }
            StreamedSource source = next;
            advance();
            return source;
        }
    }

    private record FirstPage(Set<String> kinds, Optional<Long> onlyObject) {}

    private interface Cursor {
        OpenRow peek();

        OpenRow take();
    }

    /** A keyset cursor over the store, past what is another item's. */
    private final class Pages implements Cursor {
        private final Set<String> kinds;
        private final Optional<Long> onlyObject;
        private final int size;
        private final boolean corrections;
        private Iterator<OpenRow> page;
        private OpenRow head;
        private OpenRow last;
        private boolean more;

        Pages(Set<String> kinds, Optional<Long> onlyObject, int size, boolean corrections) {
            this.corrections = corrections;
            this.kinds = kinds;
            this.onlyObject = onlyObject;
            this.size = size;
            more = !kinds.isEmpty();
            page = List.<OpenRow>of().iterator();
            advance();
        }

        private void advance() {
            head = null;
            while (head == null && (page.hasNext() || more)) {
                if (page.hasNext()) {
                    last = page.next();
                    head = isItems(last) ? last : null;
                } else {
                    read();
                }
            }
        }

        private void read() {
            FirstPage key = new FirstPage(kinds, onlyObject);
            List<OpenRow> rows;
            if (last == null) {
                rows = firstPages.computeIfAbsent(key, first -> read(false));
                if (corrections && rows.size() == size) {
                    rows = read(true);
                }
            } else {
                rows = read(corrections);
            }
            gate.read(rows);
            readBilled(rows);
            more = rows.size() == size;
            page = rows.iterator();
        }

        private List<OpenRow> read(boolean onlyCorrections) {
            List<OpenRow> rows = readFromStore(onlyCorrections);
            if (!rows.isEmpty()) {
                cameTo(rows.get(rows.size() - 1));
            }
            return rows;
        }

        private List<OpenRow> readFromStore(boolean onlyCorrections) {
            return store.sources()
                    .open(
                            item.rootRow.id(),
                            kinds,
                            onlyObject,
                            onlyCorrections,
                            keyDate,
                            last == null ? Optional.empty() : Optional.of(last.serviceDate()),
                            last == null ? 0 : last.id(),
                            size);
        }

        @Override
        public OpenRow peek() {
            return head;
        }

        @Override
        public OpenRow take() {
            OpenRow taken = head;
            advance();
            return taken;
        }
    }

    private static final class Listed implements Cursor {
        private final Deque<OpenRow> rows;

        Listed(List<OpenRow> rows) {
            this.rows = new ArrayDeque<>(rows);
        }

        @Override
        public OpenRow peek() {
            return rows.peek();
        }

        @Override
        public OpenRow take() {
            return rows.remove();
        }
    }
}
