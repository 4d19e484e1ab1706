package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Postings sent together. */
@Schema(
        name = "SourceBulk",
        requiredProperties = {"items"})
public record BulkJson(
        @Schema(description = "Name of the sender, under which external ids are unique; 'api' unless told")
                String origin,
        @Schema(description = "At most 1000") List<SourceDraftJson> items) {}
