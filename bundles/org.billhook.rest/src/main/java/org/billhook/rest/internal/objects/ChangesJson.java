package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Changes of objects sent together. */
@Schema(
        name = "BillingObjectChanges",
        requiredProperties = {"changes"})
public record ChangesJson(@Schema(description = "At most 1000") List<OneChangeJson> changes) {}
