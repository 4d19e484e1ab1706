package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** Of which roots to settle what no item bills. */
@Schema(
        name = "NotBillable",
        example =
                """
                {"keyDate": "2026-02-28", "roots": ["sales-order-item/4711-30"], "reason": "Goodwill, never charged"}""")
public record NotBillableJson(
        @Schema(format = "date", description = "Last day that is settled") String keyDate,
        @Schema(description = "Heads of roots, 1 to 1000") List<String> roots,
        @Schema(description = "1 to 200 characters; stands in the ledger") String reason) {

    private static final int MOST = 1000;

    /** What was read. */
    record Told(LocalDate keyDate, List<ObjectRef> roots, String reason) {}

    Told read() {
        Input in = new Input();
        LocalDate day = in.required("keyDate", keyDate, Read::date);
        List<ObjectRef> heads = new ArrayList<>();
        List<String> texts = in.list("roots", roots, MOST);
        for (int i = 0; i < texts.size(); i++) {
            heads.add(in.required("roots[%d]".formatted(i), texts.get(i), ObjectRef::parse));
        }
        String why = in.text("reason", reason, 200);
        in.check();
        return new Told(day, heads, why);
    }
}
