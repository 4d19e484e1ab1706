package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.internal.sources.CommandJson;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** What a run or a preview is asked to do. */
@Schema(
        name = "BillingOrder",
        description = "What a run or a preview is asked to do.",
        example = """
                {"keyDate": "2026-02-28", "roots": ["wbs-element/MILL.0"]}""")
public record OrderJson(
        @Schema(format = "date", description = "Last day that is billed") String keyDate,
        @Schema(description = "Heads of roots, or objects beneath them; all that is due unless told")
                List<String> roots,
        @Schema(description = "Only items of this party") String party,
        @Schema(format = "date", description = "Day whose prices count; the service date of each line unless told")
                String pricingDate,
        @Schema(description = "The clerk's decisions, after those of plugins") List<CommandJson> decisions) {

    private static final int MOST = 1000;

    /** @throws org.billhook.core.api.BillhookException UNREADABLE with all fields that can't be read */
    public BillingRuns.Order read() {
        Input in = new Input();
        LocalDate key = in.required("keyDate", keyDate, Read::date);
        List<ObjectRef> heads = new ArrayList<>();
        List<String> given = roots == null || roots.isEmpty() ? List.of() : in.list("roots", roots, MOST);
        for (int i = 0; i < given.size(); i++) {
            heads.add(in.required("roots[%d]".formatted(i), given.get(i), ObjectRef::parse));
        }
        var buyer = in.optional("party", party, text -> Read.text(text, 120));
        var pricing = in.optional("pricingDate", pricingDate, Read::date);
        List<LedgerCommands.Command> commands = new ArrayList<>();
        List<CommandJson> rows =
                decisions == null || decisions.isEmpty() ? List.of() : in.list("decisions", decisions, MOST);
        for (int i = 0; i < rows.size(); i++) {
            commands.add(rows.get(i).read(in, "decisions[%d].".formatted(i)));
        }
        in.check();
        return new BillingRuns.Order(key, heads, buyer, pricing, commands);
    }
}
