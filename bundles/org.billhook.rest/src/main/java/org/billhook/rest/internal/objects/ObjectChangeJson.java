package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** A change of a billing object; what is absent stays. */
@Schema(name = "BillingObjectChange", example = """
                {"status": "RELEASED"}""")
public record ObjectChangeJson(
        String name,
        String status,
        @Schema(description = "New values by attribute name; null takes a value away")
                Map<String, String> attributes) {}
