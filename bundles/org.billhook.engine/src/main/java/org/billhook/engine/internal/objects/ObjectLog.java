package org.billhook.engine.internal.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Events;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.fields.FieldVerdict;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** Writes what happened to objects to the change log (I-8) and the outbox, in their transaction. */
final class ObjectLog {

    private final Store store;
    private final Actor actor;
    private final Instant now;

    ObjectLog(Store store, Actor actor, Instant now) {
        this.store = store;
        this.actor = actor;
        this.now = now;
    }

    void created(ObjectRow row) {
        write("object.created", row, changes(row.ref(), Map.of(), fields(row), Map.of()));
    }

    /** @param verdicts who allowed the change, by field */
    void changed(ObjectRow before, ObjectRow after, Map<String, FieldVerdict> verdicts) {
        write("object.changed", after, changes(after.ref(), fields(before), fields(after), verdicts));
    }

    void deleted(ObjectRow row) {
        write("object.deleted", row, changes(row.ref(), fields(row), Map.of(), Map.of()));
    }

    /** An object, and what is beneath it, now belongs to another root. */
    void moved(ObjectRow row, Optional<ObjectRef> before, Optional<ObjectRef> after) {
        Optional<String> old = before.map(ObjectRef::toString);
        write(
                "object.moved",
                row,
                List.of(change(row.ref(), "root", old, after.map(ObjectRef::toString), Optional.empty())));
    }

    /** Values by field, as they are changed and logged. */
    static Map<String, String> fields(ObjectRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", row.name());
        fields.put("status", row.status());
        fields.putAll(row.attributes());
        return fields;
    }

    private List<Events.Change> changes(
            ObjectRef ref, Map<String, String> before, Map<String, String> after, Map<String, FieldVerdict> verdicts) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Events.Change> changes = new ArrayList<>();
        for (String field : names) {
            Optional<String> old = Optional.ofNullable(before.get(field));
            Optional<String> value = Optional.ofNullable(after.get(field));
            if (!Objects.equals(old, value)) {
                Optional<String> check =
                        Optional.ofNullable(verdicts.get(field)).flatMap(FieldVerdict::allowedBy);
                changes.add(change(ref, field, old, value, check));
            }
        }
        return changes;
    }

    private Events.Change change(
            ObjectRef ref, String field, Optional<String> before, Optional<String> after, Optional<String> check) {
        return new Events.Change(0, now, actor.name(), ref.toString(), field, before, after, check);
    }

    private void write(String type, ObjectRow row, List<Events.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        store.log().insertChanges(changes);
        ObjectNode body = Json.object().put("actor", actor.name()).put("version", row.version());
        ArrayNode fields = body.putArray("changes");
        changes.forEach(change -> {
            ObjectNode field = fields.addObject().put("field", change.field());
            change.before().ifPresent(value -> field.put("before", value));
            change.after().ifPresent(value -> field.put("after", value));
        });
        store.log().putEvents(List.of(new Unnumbered(0, type, row.ref().toString(), Json.text(body), now)));
    }
}
