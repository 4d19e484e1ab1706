package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;

/** Which objects a list has. The fields are public for the description of the API to see them. */
public final class ObjectFilter {

    @QueryParam("status")
    public String status;

    @QueryParam("above")
    @Parameter(description = "Only objects right under this one", example = "wbs-element/PC2")
    public String above;

    @QueryParam("root")
    @Parameter(description = "Only objects of this root", example = "wbs-element/PC2.PBC42")
    public String root;

    @QueryParam("attribute")
    @Parameter(description = "Value of a searchable attribute, as name:value; several must all hold")
    public List<String> attributes;

    BillingObjects.Query query(String kind) {
        Input in = new Input();
        Optional<ObjectRef> given = in.optional("above", above, ObjectRef::parse);
        Optional<ObjectRef> head = in.optional("root", root, ObjectRef::parse);
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : attributes == null ? List.<String>of() : attributes) {
            int colon = pair.indexOf(':');
            if (colon < 1) {
                in.refuse("WRONG_VALUE", "attribute", "attribute: '%s' is not of the form name:value".formatted(pair));
            } else {
                values.put(pair.substring(0, colon), pair.substring(colon + 1));
            }
        }
        in.check();
        return new BillingObjects.Query(Optional.of(kind), given, head, Optional.ofNullable(status), values);
    }
}
