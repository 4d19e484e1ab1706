package org.billhook.rest.internal.proposals;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why a proposal is declined. */
@Schema(
        name = "Decline",
        requiredProperties = {"reason"},
        example = """
                {"reason": "The customer pays after all"}""")
public record DeclineJson(@Schema(description = "1 to 500 characters") String reason) {}
