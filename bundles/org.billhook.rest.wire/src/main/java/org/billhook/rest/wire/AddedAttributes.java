package org.billhook.rest.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.billhook.core.api.StoredObject;

/** Attributes of objects that other bundles than that of their kind have added, beside the fields of the kind. */
public final class AddedAttributes {

    /**
     * Extension of the schema of a field that has them, with the kind as its value: the description of the API names those that there
     * are now.
     */
    public static final String KIND = "x-billhook-kind";

    /** Describes them where they are shown. */
    public static final String SHOWN =
            "Attributes that other bundles add to the kind, by name, such as capAmount with a cap: GET"
                    + " /billing-objects/kinds names them";

    /** Describes them where they are given. */
    public static final String GIVEN = SHOWN + ". An empty text takes a value away";

    private AddedAttributes() {}

    /** @param own names of the attributes that the kind has itself */
    public static Map<String, String> of(StoredObject object, Set<String> own) {
        Map<String, String> added = new LinkedHashMap<>(object.attributes());
        added.keySet().removeAll(own);
        return added;
    }
}
