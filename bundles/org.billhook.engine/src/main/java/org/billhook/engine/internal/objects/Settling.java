package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Severity;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.Placement;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.Money;

/**
 * What a new and a changed object have in common once their fields are checked: the kind judges the whole, the object gets
 * its place, an item makes what it bills a head, and the sources it is by itself follow.
 */
final class Settling {

    private static final String SHARED = "SHARED_ELEMENT";

    private final ObjectWork work;
    private final KindInUse kind;
    private final AttributeSchema schema;
    private final Roots roots;

    Settling(ObjectWork work, KindInUse kind, AttributeSchema schema) {
        this.work = work;
        this.kind = kind;
        this.schema = schema;
        roots = new Roots(work);
    }

    /**
     * Stores the object, and all that follows from it.
     *
     * @param confirmed whether the user agrees that what a new relevance no longer bills is dropped
     */
    ObjectRow settle(RowDraft draft, Optional<ObjectRow> before, boolean confirmed) {
        RowContext context = new RowContext(work.store(), draft.row(), before, schema.references(draft.attributes));
        List<Finding> findings = new ArrayList<>(kind.validate(context));
        Refusals.throwIfErrors(findings);
        Optional<ItemTerms> terms = kind.item(context.object());
        Optional<ItemRelevance> relevance = terms.map(item -> new ItemRelevance(
                work, draft.ref, item, before.flatMap(ObjectRow::item).map(ObjectRow.Item::relevance)));
        relevance.flatMap(ItemRelevance::check).ifPresent(findings::add);
        Refusals.throwIfErrors(findings);
        Placement placement = kind.place(context);

        Optional<ObjectRef> bills = terms.flatMap(ItemTerms::bills);
        Optional<ObjectRef> billedBefore = before.flatMap(ObjectRow::item).flatMap(ObjectRow.Item::bills);
        Map<ObjectRef, ObjectRow> involved = involved(before, placement.above(), bills, billedBefore);
        bills.ifPresent(ref -> involved.put(ref, roots.rehead(involved.get(ref), true)));

        requireItem(placement, involved);
        Roots.Place place = roots.place(draft, placement, placement.above().map(involved::get));
        before.ifPresent(stored -> roots.move(stored, place));
        before.ifPresent(stored -> relevance.ifPresent(now -> now.drop(stored, confirmed)));
        draft.above = place.above();
        draft.path = place.path();
        draft.root = place.root();
        draft.executes = placement.executes();
        draft.item = terms.map(item -> item(item, draft, bills.map(involved::get)));
        draft.characteristics = kind.characteristics(new RowSnapshot(work.store(), draft.row()));
        terms.flatMap(item -> shared(draft, item)).ifPresent(findings::add);
        terms.flatMap(item -> plan(draft, before, item)).ifPresent(findings::add);
        placement
                .above()
                .map(involved::get)
                .flatMap(above -> planAbove(draft, before, above))
                .ifPresent(findings::add);
        Refusals.throwIfErrors(findings);
        draft.warnings = findings;
        draft.changedAt = work.now();
        ObjectRow row = store(draft, before.isEmpty());

        billedBefore
                .filter(ref -> !bills.equals(Optional.of(ref)))
                .ifPresent(ref -> roots.rehead(involved.get(ref), roots.billedByItem(ref, row.id())));
        if (before.filter(stored -> !stored.root().equals(row.root())).isPresent()) {
            roots.relink(row);
        }
        new OwnSources(work, kind).follow(before, row);
        return row;
    }

    /** A released item spreads no more than its net value; what is short of it is told (G-20). */
    private Optional<Finding> plan(RowDraft draft, Optional<ObjectRow> before, ItemTerms terms) {
        if (!draft.phase.atLeast(Phase.RELEASED)) {
            return Optional.empty();
        }
        boolean was = before.filter(row -> row.phase().atLeast(Phase.RELEASED))
                .flatMap(row -> kind.item(new RowSnapshot(work.store(), row)))
                .filter(old -> old.netValue().equals(terms.netValue())
                        && old.relevance().equals(terms.relevance()))
                .isPresent();
        return PlanOfItem.of(work.store(), work.plugins(), draft.row(), terms)
                .flatMap(PlanOfItem::finding)
                .map(finding -> was && finding.isError() ? warning(finding) : finding);
    }

    /** What stands under a released item adds to its plan only up to its net value. */
    private Optional<Finding> planAbove(RowDraft draft, Optional<ObjectRow> before, ObjectRow above) {
        ObjectRow row = draft.row();
        Optional<Money> now = kind.planned(new RowSnapshot(work.store(), row));
        boolean same = now.equals(before.flatMap(old -> kind.planned(new RowSnapshot(work.store(), old))));
        if (now.isEmpty() || same || above.item().isEmpty() || !above.phase().atLeast(Phase.RELEASED)) {
            return Optional.empty();
        }
        return KindInUse.of(work.plugins(), above.ref().kind())
                .item(new RowSnapshot(work.store(), above))
                .flatMap(terms -> PlanOfItem.of(work.store(), work.plugins(), above, terms))
                .flatMap(plan -> plan.with(work.store(), row).above());
    }

    private static Finding warning(Finding error) {
        return new Finding(Severity.WARNING, error.code(), error.field(), error.rule(), error.message());
    }

    private static void requireItem(Placement placement, Map<ObjectRef, ObjectRow> involved) {
        placement
                .above()
                .filter(ref -> placement.executes() && involved.get(ref).item().isEmpty())
                .ifPresent(ref -> {
                    throw Refusals.refused(
                            Finding.error("NO_ITEM", "%s is no item, so nothing executes it".formatted(ref)));
                });
    }

    private ObjectRow store(RowDraft draft, boolean isNew) {
        Map<String, String> searchable = schema.searchable(draft.attributes);
        Map<String, ObjectRef> references = schema.references(draft.attributes);
        return isNew
                ? work.store().objects().insert(draft.row(), searchable, references)
                : work.store().objects().update(draft.row(), searchable, references);
    }

    /** The other objects that take part, and the object itself, locked. */
    private Map<ObjectRef, ObjectRow> involved(
            Optional<ObjectRow> before, Optional<ObjectRef> above, Optional<ObjectRef> bills, Optional<ObjectRef> old) {
        Map<ObjectRef, ObjectRow> rows = new LinkedHashMap<>();
        before.ifPresent(row -> rows.put(row.ref(), row));
        List.of(above, bills, old)
                .forEach(some -> some.ifPresent(ref -> rows.computeIfAbsent(ref, missing -> work.store()
                        .objects()
                        .find(missing)
                        .orElseThrow(() -> Refusals.refused(
                                Finding.error("UNKNOWN_OBJECT", "There is no %s".formatted(missing)))))));
        return roots.lock(rows.values());
    }

    private static ObjectRow.Item item(ItemTerms terms, RowDraft draft, Optional<ObjectRow> element) {
        Optional<Long> billsRoot = element.isPresent()
                ? element.map(ObjectRow::id).filter(id -> element.get().root().equals(Optional.of(id)))
                : draft.root.filter(root -> root == draft.id);
        return new ObjectRow.Item(
                terms.relevance(), terms.party(), terms.currency().getCode(), terms.active(), terms.bills(), billsRoot);
    }

    /**
     * Several active items on one element: a warning where the first found bills (O-43, O-44), an error where one of them wants
     * to be the only one.
     */
    private Optional<Finding> shared(RowDraft draft, ItemTerms terms) {
        if (!terms.active() || terms.bills().isEmpty()) {
            return Optional.empty();
        }
        ObjectRef element = terms.bills().get();
        List<ObjectRow> others = work.store().objects().itemsBilling(element).stream()
                .filter(row -> row.id() != draft.id)
                .filter(row -> row.item()
                        .filter(item -> item.active() && item.bills().equals(Optional.of(element)))
                        .isPresent())
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        boolean exclusive = terms.exclusive() || others.stream().anyMatch(this::isExclusive);
        String message = "%s is also billed by %s: %s"
                .formatted(
                        element,
                        others.get(0).ref(),
                        exclusive
                                ? "one item only may bill it"
                                : "what is posted on it goes to the item of the lowest number");
        Finding finding = exclusive
                ? new Finding(Severity.ERROR, SHARED, Optional.empty(), Optional.of("O-43"), message)
                : Finding.warning(SHARED, message).withRule("O-43");
        return Optional.of(finding);
    }

    private boolean isExclusive(ObjectRow item) {
        KindInUse of = KindInUse.of(work.plugins(), item.ref().kind());
        return of.item(new RowSnapshot(work.store(), item))
                .filter(ItemTerms::exclusive)
                .isPresent();
    }
}
