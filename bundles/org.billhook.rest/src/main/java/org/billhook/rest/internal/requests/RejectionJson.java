package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Requests;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Read;

/** What of a request to reject, and why. */
@Schema(
        name = "Rejection",
        requiredProperties = {"code", "note"},
        example =
                """
                {"code": "LATER", "note": "Hours of July are in doubt", "parts": [{"position": 1, "percent": "40"}]}""")
public record RejectionJson(
        @Schema(description = "Code of a reason: see /rejection-reasons") String code,
        @Schema(description = "1 to 500 characters; stands in the ledger") String note,
        @Schema(description = "At most 1000. Absent: the whole request. An empty list is refused")
                List<PartJson> parts) {

    /** A part of a request. */
    @Schema(name = "RejectedPart", description = "All that stands of a line or of a source in it, or a share of that")
    public record PartJson(
            @Schema(description = "Line that is rejected, counted from 1") Integer position,
            @Schema(description = "Only what the line claims of this source") Long source,
            @Schema(description = "Above 0 and at most 100; not together with amount", example = "40") String percent,
            @Schema(description = "Positive, at most what stands") MoneyJson amount) {}

    Requests.Rejection read() {
        Input in = new Input();
        String readCode = in.text("code", code, 20);
        String readNote = in.text("note", note, 500);
        List<Requests.Part> read = new ArrayList<>();
        List<PartJson> given = in.selection("parts", parts, 1000);
        for (int i = 0; i < given.size(); i++) {
            PartJson part = given.get(i);
            String field = "parts[%d]".formatted(i);
            if (part.position() == null) {
                in.refuse("MISSING", field + ".position", field + ".position is missing");
            } else {
                read.add(new Requests.Part(
                        part.position(),
                        Optional.ofNullable(part.source()),
                        in.optional(field + ".percent", part.percent(), Read::decimal),
                        Optional.ofNullable(in.money(field + ".amount", part.amount()))));
            }
        }
        in.check();
        return new Requests.Rejection(readCode, readNote, read);
    }
}
