package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Sort;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

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

    @QueryParam("changedSince")
    @Parameter(
            description =
                    "Only objects created or changed at this moment or later, ISO 8601. A change counts from the moment at which it began:"
                            + " ask with some room, or follow /events",
            example = "2026-03-31T00:00:00Z")
    public String changedSince;

    @QueryParam("sort")
    @Parameter(
            description = "Order of the list; with a hyphen the other way round. By key if absent",
            schema = @Schema(allowableValues = {"key", "-key", "changedAt", "-changedAt"}))
    public String sort;

    private static final Map<String, Sort> SORTS = Map.of(
            "key", Sort.KEY,
            "-key", Sort.KEY_DESCENDING,
            "changedAt", Sort.CHANGED,
            "-changedAt", Sort.CHANGED_DESCENDING);

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
        Optional<Instant> since = in.optional("changedSince", changedSince, Read::moment);
        if (sort != null && !SORTS.containsKey(sort)) {
            in.refuse("WRONG_VALUE", "sort", "sort: '%s' is none of %s".formatted(sort, new TreeSet<>(SORTS.keySet())));
        }
        in.check();
        return new BillingObjects.Query(Optional.of(kind), given, head, Optional.ofNullable(status), values)
                .changedSince(since)
                .by(sort == null ? Sort.KEY : SORTS.get(sort));
    }
}
