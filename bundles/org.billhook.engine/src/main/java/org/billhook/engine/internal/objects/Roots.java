package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Placement;
import org.billhook.core.spi.object.Placement.Head;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.StoreException;

/**
 * Places objects in the billing hierarchy: an object belongs to the nearest head upwards (O-42, O-45), and a billing element
 * is a head as soon as an item names it. Nothing moves between roots once something beneath it was billed.
 */
final class Roots {

    private static final int LONGEST_PATH = 800;

    private final ObjectWork work;

    Roots(ObjectWork work) {
        this.work = work;
    }

    /** Where an object stands. */
    record Place(Optional<Long> above, String path, Optional<Long> root) {}

    /**
     * Locks objects, what stands above them, and the heads of all their roots, in one go.
     *
     * @return the objects, by reference
     * @throws StoreException RETRY if one has changed since it was read
     */
    Map<ObjectRef, ObjectRow> lock(Collection<ObjectRow> rows) {
        Set<Long> ids = new TreeSet<>();
        List<Long> above = new ArrayList<>();
        for (ObjectRow row : rows) {
            ids.add(row.id());
            row.root().ifPresent(ids::add);
            row.above().ifPresent(above::add);
        }
        if (!above.isEmpty()) {
            work.store().objects().byId(above).values().forEach(row -> {
                ids.add(row.id());
                row.root().ifPresent(ids::add);
            });
        }
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, ObjectRow> locked = work.store().objects().lock(ids);
        Map<ObjectRef, ObjectRow> current = new HashMap<>();
        for (ObjectRow row : rows) {
            ObjectRow now = locked.get(row.id());
            if (now == null
                    || now.version() != row.version()
                    || !now.path().equals(row.path())
                    || !now.root().equals(row.root())) {
                throw new StoreException(StoreException.Reason.RETRY, row.ref() + " was changed meanwhile", null);
            }
            current.put(now.ref(), now);
        }
        return current;
    }

    /** @param above the object that the placement names */
    Place place(RowDraft object, Placement placement, Optional<ObjectRow> above) {
        String oldPath = object.path;
        above.filter(row -> row.id() == object.id || row.path().startsWith(oldPath))
                .ifPresent(row -> {
                    throw Refusals.refused(Finding.error(
                            "CYCLE",
                            "%s can't stand beneath %s, which stands beneath it".formatted(object.ref, row.ref())));
                });
        String path = above.map(ObjectRow::path).orElse("") + object.id + "/";
        if (path.length() > LONGEST_PATH) {
            throw Refusals.refused(Finding.error(
                    "TOO_DEEP",
                    "%s would stand too deep: its path has %d characters, 800 are allowed"
                            .formatted(object.ref, path.length())));
        }
        boolean head = isHead(placement, billedByItem(object.ref, object.id));
        return new Place(
                above.map(ObjectRow::id), path, head ? Optional.of(object.id) : above.flatMap(ObjectRow::root));
    }

    /** Moves a stored object, and all beneath it, where it is not there yet. */
    void move(ObjectRow row, Place place) {
        if (place.path().equals(row.path()) && place.root().equals(row.root())) {
            return;
        }
        if (!place.root().equals(row.root())) {
            requireNothingBilled(row, place);
        }
        work.store().objects().move(row.path(), place.path(), row.root(), place.root());
        if (!place.root().equals(row.root())) {
            work.log().moved(row, ref(row.root()), ref(place.root()));
        }
    }

    /**
     * Makes a stored object a head, or no longer one, after an item began or ceased to name it.
     *
     * @param named whether an item names it now
     * @return the object as it stands now
     */
    ObjectRow rehead(ObjectRow element, boolean named) {
        KindInUse kind = KindInUse.of(work.plugins(), element.ref().kind());
        AttributeSchema schema = kind.schema();
        Placement placement = kind.place(
                new RowContext(work.store(), element, Optional.of(element), schema.references(element.attributes())));
        Optional<Long> root = isHead(placement, named)
                ? Optional.of(element.id())
                : element.above()
                        .map(id -> work.store().objects().byId(Set.of(id)).get(id))
                        .flatMap(ObjectRow::root);
        move(element, new Place(element.above(), element.path(), root));
        RowDraft moved = new RowDraft(element);
        moved.root = root;
        return moved.row();
    }

    /** Whether an item other than the one given names the element. */
    boolean billedByItem(ObjectRef element, long exceptItem) {
        return work.store().objects().itemsBilling(element).stream()
                .filter(row -> row.id() != exceptItem)
                .anyMatch(row -> names(row, element));
    }

    /** Keeps what items say they bill in step with an object that became a head, or ceased to be one. */
    void relink(ObjectRow element) {
        Optional<Long> head = element.root().filter(root -> root == element.id());
        for (ObjectRow row : work.store().objects().itemsBilling(element.ref())) {
            if (names(row, element.ref())
                    && !row.item().orElseThrow().billsRoot().equals(head)) {
                KindInUse kind = KindInUse.of(work.plugins(), row.ref().kind());
                AttributeSchema schema = kind.schema();
                RowDraft draft = new RowDraft(row);
                draft.item = row.item().map(item -> linked(item, head));
                draft.changedAt = work.now();
                work.store()
                        .objects()
                        .update(draft.row(), schema.searchable(row.attributes()), schema.references(row.attributes()));
            }
        }
    }

    private static ObjectRow.Item linked(ObjectRow.Item item, Optional<Long> head) {
        return new ObjectRow.Item(item.relevance(), item.party(), item.currency(), item.active(), item.bills(), head);
    }

    private static boolean names(ObjectRow item, ObjectRef element) {
        return item.item()
                .flatMap(ObjectRow.Item::bills)
                .filter(element::equals)
                .isPresent();
    }

    private static boolean isHead(Placement placement, boolean named) {
        return placement.head() == Head.YES || (placement.head() == Head.IF_BILLED_BY_ITEM && named);
    }

    private void requireNothingBilled(ObjectRow row, Place place) {
        work.store().objects().firstBilled(row.path(), row.root()).ifPresent(billed -> {
            throw Refusals.conflict(Finding.error(
                            "BILLED_BENEATH",
                            "%s can't move from root %s to %s: %s was billed"
                                    .formatted(row.ref(), named(row.root()), named(place.root()), billed))
                    .withRule("I-7"));
        });
    }

    private Object named(Optional<Long> root) {
        return ref(root).<Object>map(ref -> ref).orElse("none");
    }

    private Optional<ObjectRef> ref(Optional<Long> id) {
        return id.flatMap(of -> Optional.ofNullable(
                        work.store().objects().byId(Set.of(of)).get(of)))
                .map(ObjectRow::ref);
    }
}
