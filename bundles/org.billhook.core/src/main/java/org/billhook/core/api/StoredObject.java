package org.billhook.core.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;

/**
 * A billing object as stored.
 *
 * @param above its place: parent, or the item it is assigned to
 * @param root head of its billing root; empty if it belongs to none yet
 * @param attributes values by attribute name, in the text form of their type
 * @param version grows with each change; the ETag
 * @param changedAt when it was created or changed last
 * @param firstActualPosting service date of the first actual cost or revenue posting on it
 * @param billed whether a line that stands bills a source of it
 * @param warnings what its kind found at the last change
 */
public record StoredObject(
        ObjectRef ref,
        String name,
        String status,
        Phase phase,
        Optional<ObjectRef> above,
        Optional<ObjectRef> root,
        Map<String, String> attributes,
        long version,
        Instant changedAt,
        Optional<LocalDate> firstActualPosting,
        boolean billed,
        List<Finding> warnings) {

    public StoredObject {
        attributes = Map.copyOf(attributes);
        warnings = List.copyOf(warnings);
    }
}
