package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fieldcheck.CheckedObject.Mode;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.engine.internal.fields.FieldVerdict;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.ObjectStore.Hanging;

/** Deletes one object in a transaction, if nothing hangs on it. */
final class Removal {

    private static final int NAMED_AT_MOST = 20;

    private final ObjectWork work;
    private final Roots roots;

    Removal(ObjectWork work) {
        this.work = work;
        this.roots = new Roots(work);
    }

    void remove(ObjectRef ref, long version) {
        ObjectRow row =
                work.store().objects().find(ref).orElseThrow(() -> BillhookException.unknown(ref.kind(), ref.key()));
        Alteration.requireVersion(row, version);
        KindInUse kind = KindInUse.of(work.plugins(), ref.kind());
        refuseWhereNobodyKnows(row, kind);
        List<ObjectRow> involved = new ArrayList<>(List.of(row));
        Optional<ObjectRef> bills = row.item().flatMap(ObjectRow.Item::bills);
        bills.flatMap(work.store().objects()::find).ifPresent(involved::add);
        Map<ObjectRef, ObjectRow> locked = roots.lock(involved);

        List<Finding> hanging = hanging(row);
        if (!hanging.isEmpty()) {
            throw new BillhookException(BillhookException.Type.CONFLICT, hanging);
        }
        work.store().objects().delete(row);
        bills.map(locked::get).ifPresent(element -> roots.rehead(element, roots.billedByItem(element.ref(), row.id())));
        work.log().deleted(row);
    }

    /** A field check that is broken or away might have closed the object. */
    private void refuseWhereNobodyKnows(ObjectRow row, KindInUse kind) {
        Map<String, FieldVerdict> verdicts = work.fields()
                .verdicts(
                        new RowSnapshot(work.store(), row),
                        kind.attributes(),
                        Mode.CHANGE,
                        NamedObjects.of(work.store(), row, kind.attributes()));
        if (verdicts.get("name").forGood()) {
            Refusals.throwIfErrors(Verdicts.closed(List.of("name"), verdicts));
        }
    }

    private List<Finding> hanging(ObjectRow row) {
        TreeSet<String> objects = new TreeSet<>();
        work.store()
                .objects()
                .children(row.id())
                .forEach(child -> objects.add(child.ref().toString()));
        work.store().objects().namedBy(row.ref()).forEach(naming -> objects.add(naming.toString()));
        work.store()
                .objects()
                .itemsBilling(row.ref())
                .forEach(item -> objects.add(item.ref().toString()));
        objects.addAll(receiving(row.ref()));
        objects.remove(row.ref().toString());
        List<Finding> findings = new ArrayList<>();
        if (!objects.isEmpty()) {
            findings.add(hangs("%d object(s) stand under it, name it or bill it: %s%s"
                    .formatted(
                            objects.size(),
                            String.join(
                                    ", ", objects.stream().limit(NAMED_AT_MOST).toList()),
                            objects.size() > NAMED_AT_MOST ? " and others" : "")));
        }
        Hanging other = work.store().objects().hanging(row);
        if (other.sources() > 0) {
            findings.add(hangs("%d source(s) are posted on it, and what is posted stays".formatted(other.sources())));
        }
        if (other.requests() > 0) {
            findings.add(hangs("%d request(s) have it".formatted(other.requests())));
        }
        if (other.runs() > 0) {
            findings.add(hangs("%d run(s) looked at it".formatted(other.runs())));
        }
        return findings;
    }

    /** Objects that hand on to this one: receivers are many in one value, so they are no references that are searched by. */
    private List<String> receiving(ObjectRef ref) {
        List<String> naming = new ArrayList<>();
        for (Leased<BillingObjectType> type : work.plugins().ranked(Spi.OBJECT)) {
            AttributeSchema schema = new KindInUse(work.plugins(), type).schema();
            if (schema.hasReceivers()) {
                work.store().objects().mentioning(type.id(), ref).stream()
                        .filter(row -> schema.receivers(row.attributes()).contains(ref))
                        .forEach(row -> naming.add(row.ref().toString()));
            }
        }
        return naming;
    }

    private static Finding hangs(String what) {
        return Finding.error("OBJECT_IN_USE", what);
    }
}
