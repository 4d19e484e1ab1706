package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.internal.sources.CommandJson;
import org.billhook.rest.internal.sources.Duties;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** What a run or a preview is asked to do. */
@Schema(
        name = "BillingOrder",
        requiredProperties = {"keyDate"},
        description = "What a run or a preview is asked to do.",
        example = """
                {"keyDate": "2026-02-28", "roots": ["wbs-element/MILL.0"]}""")
public record OrderJson(
        @Schema(format = "date", description = "Last day that is billed") String keyDate,
        @Schema(
                        description =
                                "Heads of roots, objects beneath them, or orders for all of their items. Absent: all that is due. An empty list selects nothing and is refused")
                List<String> roots,
        @Schema(description = "Only items of this party") String party,
        @Schema(
                        format = "date",
                        description =
                                "Day whose prices and rates count for all lines; today unless told, or the service date of each where the server is set to that")
                String pricingDate,
        @Schema(description = "The clerk's decisions, after those of plugins: BILL, HOLD or WRITE_OFF")
                List<CommandJson> decisions,
        @Schema(description = "Which of the open sources are looked at; absent: all of them") SelectionJson selection,
        @Schema(description = "The clerk's changes of prices, in the order in which they apply")
                List<PriceChangeJson> priceChanges,
        @Schema(
                        description = "BILLING, if absent, of actual sources; QUOTATION, DOWN_PAYMENT_REQUEST or"
                                + " DOWN_PAYMENT_DIFFERENCE of the planned sources that the DIP profile names",
                        implementation = Usage.class)
                String usage,
        @Schema(
                        description =
                                "Of a preview: characteristics that make the tree of its expenditures, top first, period for the"
                                        + " month; empty to take those of the DIP profile. Absent for no tree")
                List<String> structure) {

    /** Which of the open sources are looked at. */
    @Schema(
            name = "Selection",
            description = "All conditions that are given must hold; what is not selected stays open unseen.")
    public record SelectionJson(
            @Schema(description = "Only sources of these kinds; may be absent, not empty") List<String> kinds,
            @Schema(description = "Only what is posted on these objects or beneath them; may be absent, not empty")
                    List<String> within,
            @Schema(description = "Nothing that is posted on these objects or beneath them") List<String> without) {

        BillingRuns.Selection read(Input in) {
            return new BillingRuns.Selection(
                    new TreeSet<>(in.selection("selection.kinds", kinds, MOST)),
                    refs(in, "selection.within", in.selection("selection.within", within, MOST)),
                    refs(in, "selection.without", in.optionalList("selection.without", without, MOST)));
        }
    }

    private static List<ObjectRef> refs(Input in, String field, List<String> texts) {
        List<ObjectRef> refs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            ObjectRef ref = in.required("%s[%d]".formatted(field, i), texts.get(i), ObjectRef::parse);
            if (ref != null) {
                refs.add(ref);
            }
        }
        return refs;
    }

    private static final int MOST = 1000;

    /** @throws org.billhook.core.api.BillhookException UNREADABLE with all fields that can't be read, REFUSED if a list selects nothing */
    public BillingRuns.Order read() {
        Input in = new Input();
        LocalDate key = in.required("keyDate", keyDate, Read::date);
        List<ObjectRef> heads = refs(in, "roots", in.selection("roots", roots, MOST));
        var buyer = in.optional("party", party, text -> Read.text(text, 120));
        var pricing = in.optional("pricingDate", pricingDate, Read::date);
        List<LedgerCommands.Command> commands = new ArrayList<>();
        List<CommandJson> rows = in.optionalList("decisions", decisions, MOST);
        for (int i = 0; i < rows.size(); i++) {
            commands.add(rows.get(i).read(in, "decisions[%d].".formatted(i), Duties.ofRuns()));
        }
        BillingRuns.Selection chosen = selection == null ? BillingRuns.Selection.ALL : selection.read(in);
        List<BillingRuns.PriceChange> changes =
                PriceChangeJson.read(in, "priceChanges", in.optionalList("priceChanges", priceChanges, MOST));
        List<String> names = in.optionalList("structure", structure, 10).stream()
                .map(name -> in.text("structure", name, 80))
                .toList();
        Optional<Usage> of = in.optional("usage", usage, Read.oneOf(Usage.class));
        in.check();
        return new BillingRuns.Order(
                key,
                heads,
                buyer,
                pricing,
                commands,
                chosen,
                changes,
                Set.of(),
                of.orElse(Usage.BILLING),
                structure == null ? Optional.empty() : Optional.of(names));
    }
}
