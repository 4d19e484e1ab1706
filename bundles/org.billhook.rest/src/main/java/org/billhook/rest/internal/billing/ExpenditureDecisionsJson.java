package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Expenditures;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Read;

/** Decisions on nodes and sources of a preview. */
@Schema(
        name = "ExpenditureDecisions",
        requiredProperties = {"decisions"},
        example =
                """
                {"decisions": [{"node": 2, "toBill": {"percent": "60"}, "later": {"percent": "30"}, "reason": "As agreed"}]}""")
public record ExpenditureDecisionsJson(@Schema(description = "1 to 1000") List<DecisionJson> decisions) {

    /** What shall become of a node or a source. */
    @Schema(
            name = "ExpenditureDecision",
            requiredProperties = {"reason"},
            description =
                    "What is neither billed nor later is rejected: written off. It takes the place of all decisions on the"
                            + " same sources before.")
    public record DecisionJson(
            @Schema(description = "Number of the node that is decided on; or else source") Integer node,
            @Schema(description = "Id of the source that is decided on; or else node") Long source,
            @Schema(description = "How much is billed now; always needed") PartJson toBill,
            @Schema(description = "How much is billed later; nothing if absent") PartJson later,
            @Schema(format = "date", description = "First day it can be billed again; left open unless told")
                    String until,
            @Schema(description = "Whether the lines go to the request without adjustments") Boolean locked,
            @Schema(description = "Internal code for what is not billed, at most 40 characters", example = "WARRANTY")
                    String apportionment,
            @Schema(description = "1 to 400 characters") String reason) {}

    /** How much. */
    @Schema(
            name = "ExpenditurePart",
            description = "Exactly one of the three, zero or more; each is turned into the others.")
    public record PartJson(
            @Schema(description = "0 to 100, of the original", example = "60") String percent,
            @Schema(description = "In the measure of what is beneath, where all of it has one") MeasuredJson quantity,
            @Schema(description = "At the prices of the preview, where all beneath has one") MoneyJson amount) {

        private Expenditures.Part read(Input in, String field) {
            return new Expenditures.Part(
                    in.optional(field + ".percent", percent, Read::decimal),
                    Optional.ofNullable(in.share(field + ".quantity", quantity)),
                    Optional.ofNullable(in.money(field + ".amount", amount)));
        }
    }

    List<Expenditures.Decision> read() {
        Input in = new Input();
        List<Expenditures.Decision> read = new ArrayList<>();
        List<DecisionJson> given = in.list("decisions", decisions, 1000);
        for (int i = 0; i < given.size(); i++) {
            DecisionJson row = given.get(i);
            String field = "decisions[%d]".formatted(i);
            if (row.toBill() == null) {
                in.refuse("MISSING", field + ".toBill", field + ".toBill is missing");
            }
            String reason = in.text(field + ".reason", row.reason(), 400);
            var until = in.optional(field + ".until", row.until(), Read::date);
            Optional<Expenditures.Part> later =
                    Optional.ofNullable(row.later()).map(part -> part.read(in, field + ".later"));
            if (row.toBill() != null) {
                read.add(new Expenditures.Decision(
                        Optional.ofNullable(row.node()),
                        Optional.ofNullable(row.source()),
                        row.toBill().read(in, field + ".toBill"),
                        later,
                        until,
                        Boolean.TRUE.equals(row.locked()),
                        Optional.ofNullable(row.apportionment()),
                        reason));
            }
        }
        in.check();
        return read;
    }
}
