package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fieldcheck.CheckedObject.Mode;
import org.billhook.engine.internal.fields.FieldVerdict;
import org.billhook.engine.port.ObjectRow;

/** Changes one object in a transaction: all that is wrong with the fields is told at once. */
final class Alteration {

    private final ObjectWork work;

    Alteration(ObjectWork work) {
        this.work = work;
    }

    ObjectRow change(ObjectRef ref, long version, Change change) {
        ObjectRow before =
                work.store().objects().find(ref).orElseThrow(() -> BillhookException.unknown(ref.kind(), ref.key()));
        requireVersion(before, version);
        KindInUse kind = KindInUse.of(work.plugins(), ref.kind());
        RowDraft draft = altered(before, change);
        Set<String> changed = changed(before, draft);
        if (changed.isEmpty()) {
            return before;
        }
        AttributeSchema schema = kind.schema();
        Map<String, FieldVerdict> verdicts = work.fields()
                .verdicts(
                        new RowSnapshot(work.store(), before),
                        kind.attributes(),
                        Mode.CHANGE,
                        NamedObjects.of(work.store(), before, kind.attributes()));
        List<Finding> findings = new ArrayList<>();
        Creation.name(draft.name).ifPresent(findings::add);
        findings.addAll(Verdicts.closed(changed, verdicts));
        findings.addAll(Verdicts.missing(ObjectLog.fields(draft.row()), verdicts));
        findings.addAll(schema.check(draft.attributes, before.attributes(), new Known(work.store())::missing));
        kind.lifeCycle().refusal(before.status(), draft.status).ifPresent(findings::add);
        Refusals.throwIfErrors(findings);

        draft.phase = kind.lifeCycle().phase(draft.status);
        ObjectRow stored = new Settling(work, kind, schema).settle(draft, Optional.of(before), change.confirmed());
        work.log().changed(before, stored, verdicts);
        return stored;
    }

    static void requireVersion(ObjectRow row, long version) {
        if (row.version() != version) {
            throw new BillhookException(
                    BillhookException.Type.STALE,
                    Finding.error(
                            "STALE", "%s is at version %d, not at %d".formatted(row.ref(), row.version(), version)));
        }
    }

    private static RowDraft altered(ObjectRow before, Change change) {
        RowDraft draft = new RowDraft(before);
        change.name().ifPresent(name -> draft.name = name);
        change.status().ifPresent(status -> draft.status = status);
        change.attributes().forEach((name, value) -> value.filter(text -> !text.isBlank())
                .ifPresentOrElse(text -> draft.attributes.put(name, text), () -> draft.attributes.remove(name)));
        return draft;
    }

    private static Set<String> changed(ObjectRow before, RowDraft draft) {
        Map<String, String> old = ObjectLog.fields(before);
        Map<String, String> now = ObjectLog.fields(draft.row());
        Set<String> changed = new TreeSet<>(old.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(field -> Objects.equals(old.get(field), now.get(field)));
        return changed;
    }
}
