package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.BillingObjects.Done;

/** What came of changes that were done together. */
@Schema(
        name = "BillingObjectsDone",
        requiredProperties = {"results"})
public record DoneJson(@Schema(description = "One per step, in their order") List<OneDone> results) {

    /** What came of one step. */
    @Schema(
            name = "BillingObjectDone",
            requiredProperties = {"object"})
    public record OneDone(
            @Schema(description = "Kind and key", example = "project/MILL") String object,
            @Schema(description = "Version after all steps, its ETag; absent if the object is deleted") Long version) {}

    static DoneJson of(List<Done> done) {
        return new DoneJson(done.stream()
                .map(one -> new OneDone(one.ref().toString(), one.version().orElse(null)))
                .toList());
    }
}
