package org.billhook.rest.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.model.ObjectRef;

/** Reads what a caller says about billing objects. */
public final class ObjectInput {

    /** Describes the field that confirms a change. */
    public static final String CONFIRM =
            "Whether what the change makes useless is to be dropped, such as a billing plan; refused with 409 and"
                    + " CONFIRMATION_NEEDED where that is needed";

    private static final int LONGEST_NAME = 200;

    private ObjectInput() {}

    /**
     * The object that a path names.
     *
     * @throws BillhookException UNKNOWN if there can be no such object
     */
    public static ObjectRef ref(String kind, String key) {
        try {
            return new ObjectRef(kind, key);
        } catch (IllegalArgumentException e) {
            throw BillhookException.unknown(kind, key);
        }
    }

    /** Describes the status of a new object. */
    public static final String STATUS =
            "Status that it is to have in the end; it passes those before it, each with its checks. Absent: the first one of its kind";

    /**
     * An object to be created, in some status.
     *
     * @param status null for the first one of its kind
     */
    public static Draft draft(
            String field, String kind, String key, String name, Map<String, String> attributes, String status) {
        return draft(field, kind, key, name, attributes).inStatus(Optional.ofNullable(status));
    }

    /**
     * An object to be created.
     *
     * @param field field of the body that has the key
     * @param key null if it is missing
     * @param name null if it is missing
     * @throws BillhookException UNREADABLE with all that is wrong with key, name and attributes
     */
    public static Draft draft(String field, String kind, String key, String name, Map<String, String> attributes) {
        Input in = new Input();
        ObjectRef ref = in.required(field, key, text -> new ObjectRef(kind, text));
        String read = in.text("name", name, LONGEST_NAME);
        attributes.forEach((attribute, value) -> {
            if (value == null) {
                in.refuse("MISSING", "attributes." + attribute, "attributes.%s has no value".formatted(attribute));
            }
        });
        in.check();
        return new Draft(ref, read, attributes);
    }

    /**
     * A change of an object.
     *
     * @param name null to leave it as it is
     * @param status null to leave it as it is
     * @throws BillhookException UNREADABLE if there can be no such name
     */
    public static Change change(String name, String status, Map<String, Optional<String>> attributes) {
        return change(name, status, attributes, null);
    }

    /**
     * A change of an object.
     *
     * @param confirm whether the user agrees to what is dropped; null for no
     */
    public static Change change(String name, String status, Map<String, Optional<String>> attributes, Boolean confirm) {
        Input in = new Input();
        Optional<String> read = in.optional("name", name, text -> Read.text(text, LONGEST_NAME));
        in.check();
        return new Change(
                read, Optional.ofNullable(status), new LinkedHashMap<>(attributes), Boolean.TRUE.equals(confirm));
    }
}
