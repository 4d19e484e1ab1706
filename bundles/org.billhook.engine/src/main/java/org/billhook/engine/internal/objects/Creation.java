package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.BillingObjects.Needed;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fieldcheck.CheckedObject.Mode;
import org.billhook.engine.internal.fields.FieldVerdict;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;

/** Creates one object in a transaction. */
final class Creation {

    private static final int LONGEST_NAME = 200;

    private final ObjectWork work;

    Creation(ObjectWork work) {
        this.work = work;
    }

    ObjectRow create(Draft draft) {
        KindInUse kind = kind(draft.ref().kind());
        ReachableKey.check(draft.ref().key());
        if (work.store().objects().find(draft.ref()).isPresent()) {
            throw Refusals.conflict(Finding.error("EXISTS", "%s exists already".formatted(draft.ref())));
        }
        AttributeSchema schema = kind.schema();
        RowDraft row = new RowDraft(work.store().objects().nextId(), draft.ref(), given(draft));
        row.name = draft.name();
        row.status = kind.lifeCycle().initial();
        row.phase = kind.lifeCycle().phase(row.status);
        Set<String> given = Set.copyOf(row.attributes.keySet());
        defaults(row, kind, schema).forEach(row.attributes::putIfAbsent);

        List<Finding> findings = new ArrayList<>();
        name(draft.name()).ifPresent(findings::add);
        findings.addAll(schema.check(row.attributes, Map.of(), new Known(work.store())::missing));
        Refusals.throwIfErrors(findings);
        Refusals.throwIfErrors(refused(row, given, kind));
        ObjectRow stored = new Settling(work, kind, schema).settle(row, Optional.empty(), false);
        work.log().created(stored);
        return draft.status().map(status -> moved(stored, kind, status)).orElse(stored);
    }

    /** A kind without objects is nobody's; one that has some is that of a bundle that is away. */
    private KindInUse kind(String id) {
        if (work.plugins().find(Spi.OBJECT, id).isEmpty() && KindInUse.isUnknown(work.store(), id)) {
            throw BillhookException.unknown("kind", id);
        }
        return KindInUse.of(work.plugins(), id);
    }

    ObjectRow create(Needed needed) {
        return through(needed.statuses(), create(needed.draft()));
    }

    /** The object in a later status, as if somebody had changed it step by step. */
    private ObjectRow moved(ObjectRow created, KindInUse kind, String wanted) {
        if (created.status().equals(wanted)) {
            return created;
        }
        List<String> way = kind.lifeCycle().way(created.status(), wanted);
        if (way.isEmpty()) {
            throw Refusals.refused(
                    kind.lifeCycle().refusal(created.status(), wanted).orElseThrow());
        }
        return through(way, created);
    }

    private ObjectRow through(List<String> statuses, ObjectRow created) {
        ObjectRow row = created;
        for (String status : statuses) {
            row = new Alteration(work).change(row.ref(), row.version(), Change.ofStatus(status));
        }
        return row;
    }

    private static Map<String, String> given(Draft draft) {
        Map<String, String> attributes = new LinkedHashMap<>(draft.attributes());
        attributes.values().removeIf(String::isBlank);
        return attributes;
    }

    private Map<String, String> defaults(RowDraft draft, KindInUse kind, AttributeSchema schema) {
        Map<String, ObjectRef> references = schema.references(draft.attributes);
        return kind.defaults(new RowContext(work.store(), draft.row(), Optional.empty(), references));
    }

    /**
     * Nothing is created while a field check can't be asked.
     *
     * @param given fields that the user gave a value; what a field check closes may still have a default
     */
    private List<Finding> refused(RowDraft draft, Set<String> given, KindInUse kind) {
        ObjectRow row = draft.row();
        Map<String, FieldVerdict> verdicts = work.fields()
                .verdicts(
                        new RowSnapshot(work.store(), row),
                        kind.attributes(),
                        Mode.CREATE,
                        NamedObjects.of(work.store(), row, kind.attributes()));
        boolean closed = given.isEmpty() && verdicts.values().stream().anyMatch(FieldVerdict::forGood);
        List<Finding> findings = new ArrayList<>(Verdicts.closed(closed ? Set.of("name") : given, verdicts));
        findings.addAll(Verdicts.missing(ObjectLog.fields(row), verdicts));
        return findings;
    }

    static Optional<Finding> name(String name) {
        return name.isBlank() || name.length() > LONGEST_NAME
                ? Optional.of(Finding.error(
                        "NAME", "name", "A name has 1 to 200 characters, this one %d".formatted(name.length())))
                : Optional.empty();
    }
}
