package org.billhook.engine.internal.objects;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.engine.port.ObjectRow;

/** A row while it is being made; for one transaction. */
final class RowDraft {

    final long id;
    final ObjectRef ref;
    final Map<String, String> attributes;
    String name;
    String status;
    Phase phase;
    Optional<Long> above = Optional.empty();
    Optional<Long> root = Optional.empty();
    String path;
    boolean executes;
    Map<String, String> characteristics = Map.of();
    Optional<ObjectRow.Item> item = Optional.empty();
    List<Finding> warnings = List.of();
    private Optional<LocalDate> firstActual = Optional.empty();
    Instant changedAt = Instant.EPOCH;
    private long version = 1;

    /** A new object. */
    RowDraft(long id, ObjectRef ref, Map<String, String> attributes) {
        this.id = id;
        this.ref = ref;
        this.attributes = new LinkedHashMap<>(attributes);
        path = id + "/";
    }

    /** The object as it is stored. */
    RowDraft(ObjectRow row) {
        this(row.id(), row.ref(), row.attributes());
        name = row.name();
        status = row.status();
        phase = row.phase();
        above = row.above();
        root = row.root();
        path = row.path();
        executes = row.executes();
        characteristics = row.characteristics();
        item = row.item();
        warnings = row.warnings();
        firstActual = row.firstActual();
        version = row.version();
        changedAt = row.changedAt();
    }

    ObjectRow row() {
        return new ObjectRow(
                id,
                ref,
                name,
                status,
                phase,
                above,
                root,
                path,
                executes,
                Map.copyOf(attributes),
                Map.copyOf(characteristics),
                item,
                firstActual,
                List.copyOf(warnings),
                version,
                changedAt);
    }
}
