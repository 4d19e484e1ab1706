package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.RejectionReasons;
import org.billhook.core.api.RejectionReasons.Effect;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** A reason for which requests are rejected. */
@Schema(
        name = "RejectionReason",
        requiredProperties = {"text", "effect"},
        example = """
                {"text": "Not billed under warranty", "effect": "NOT_BILLABLE"}""")
public record ReasonJson(
        @Schema(
                        description = "1 to 20 capital letters, digits, underscores and hyphens; the path gives it",
                        accessMode = Schema.AccessMode.READ_ONLY)
                String code,
        @Schema(description = "1 to 200 characters") String text,
        @Schema(
                        description =
                                "NOT_BILLABLE: given up, never proposed again. DEFERRED: leaves the request, proposed"
                                        + " again. CANCELLED: the whole request is void, all of it proposed again")
                String effect,
        @Schema(
                        accessMode = Schema.AccessMode.READ_ONLY,
                        description = "Counts from 1 with each change; 0 for one that is delivered")
                Long version) {

    static ReasonJson of(RejectionReasons.Reason reason) {
        return new ReasonJson(reason.code(), reason.text(), reason.effect().name(), reason.version());
    }

    RejectionReasons.Reason read(String ofPath) {
        Input in = new Input();
        String readText = in.text("text", text, 200);
        Effect readEffect = in.required("effect", effect, Read.oneOf(Effect.class));
        in.check();
        return new RejectionReasons.Reason(ofPath, 0, readText, readEffect);
    }
}
