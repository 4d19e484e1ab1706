package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.billhook.core.api.BillingObjects;

/** The fields of one object among others. */
@Schema(
        name = "BillingObjectFields",
        requiredProperties = {"object", "fields"})
public record FieldsJson(
        @Schema(description = "Kind and key", example = "wbs-element/PC2.PBC42") String object,
        long version,
        @Schema(description = "What may be done with each of them now") List<FieldJson> fields) {

    /** @param only names of fields; none for all */
    static FieldsJson of(BillingObjects.Fields of, Set<String> only) {
        return new FieldsJson(
                of.ref().toString(),
                of.version(),
                of.fields().stream()
                        .filter(field -> only.isEmpty() || only.contains(field.name()))
                        .map(FieldJson::of)
                        .toList());
    }
}
