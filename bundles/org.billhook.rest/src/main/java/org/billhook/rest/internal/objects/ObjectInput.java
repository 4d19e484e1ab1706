package org.billhook.rest.internal.objects;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.internal.wire.Input;
import org.billhook.rest.internal.wire.Read;

/** Reads what a caller says about billing objects. */
final class ObjectInput {

    private static final int LONGEST_NAME = 200;

    private ObjectInput() {}

    /** @throws BillhookException UNKNOWN if there can be no such object */
    static ObjectRef ref(String kind, String key) {
        try {
            return new ObjectRef(kind, key);
        } catch (IllegalArgumentException e) {
            throw BillhookException.unknown("billing object", kind + "/" + key);
        }
    }

    static BillingObjects.Draft draft(String kind, String key, NewObjectJson json) {
        Input in = new Input();
        ObjectRef ref = in.required("key", key, text -> new ObjectRef(kind, text));
        String name = in.text("name", json.name(), LONGEST_NAME);
        Map<String, String> attributes = new LinkedHashMap<>(json.attributes() == null ? Map.of() : json.attributes());
        attributes.forEach((attribute, value) -> {
            if (value == null) {
                in.refuse("MISSING", "attributes." + attribute, "attributes.%s has no value".formatted(attribute));
            }
        });
        in.check();
        return new BillingObjects.Draft(ref, name, attributes);
    }

    static BillingObjects.Change change(ObjectChangeJson json) {
        Input in = new Input();
        Optional<String> name = in.optional("name", json.name(), text -> Read.text(text, LONGEST_NAME));
        in.check();
        Map<String, Optional<String>> attributes = new LinkedHashMap<>();
        if (json.attributes() != null) {
            json.attributes().forEach((attribute, value) -> attributes.put(attribute, Optional.ofNullable(value)));
        }
        return new BillingObjects.Change(name, Optional.ofNullable(json.status()), attributes);
    }
}
