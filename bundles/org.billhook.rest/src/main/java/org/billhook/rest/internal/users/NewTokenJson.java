package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A token to be made for the caller. */
@Schema(
        name = "NewToken",
        requiredProperties = {"label", "scopes", "lastDay"},
        example =
                """
                {"label": "Time sheets of plant 2", "scopes": ["integrator"], "lastDay": "2026-12-31"}""")
public record NewTokenJson(
        @Schema(description = "What it is for, 1 to 80 characters") String label,
        @Schema(description = "Roles that it has, of those that you have now") List<String> scopes,
        @Schema(description = "Last day that it can be used, in UTC; at most 366 days from today", format = "date")
                String lastDay) {}
