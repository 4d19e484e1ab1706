package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.Requests;
import org.billhook.core.derivation.Step;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;

/** A line of a request. */
@Schema(name = "Line")
public record LineJson(
        @Schema(description = "Counts from 1") int position,
        @Schema(description = "Absent for a line that bills no source") MeasuredJson quantity,
        String text,
        LocalDate serviceFrom,
        LocalDate serviceTo,
        Map<String, String> characteristics,
        MoneyJson net,
        @Schema(description = "Where the revenue goes") String revenueReceiver,
        @Schema(description = "The steps that led to the amount") List<StepJson> derivation) {

    /** A step of a derivation. */
    @Schema(name = "DerivationStep")
    public record StepJson(
            @Schema(description = "s source, q quantity, c condition, p part, a change, d decider; plugins have others")
                    String code,
            @Schema(description = "In the order that the code defines") List<String> args,
            @Schema(
                            description = "The step as a sentence",
                            example = "price: 145 a unit gives 1160.00, from price-list/standard#1")
                    String text) {

        static StepJson of(Step step) {
            return new StepJson(step.code(), step.args(), step.words());
        }
    }

    public static LineJson of(Requests.Line line) {
        return new LineJson(
                line.position(),
                line.quantity().map(MeasuredJson::of).orElse(null),
                line.text(),
                line.serviceFrom().orElse(null),
                line.serviceTo().orElse(null),
                line.characteristics(),
                MoneyJson.of(line.net()),
                line.revenueReceiver().toString(),
                line.derivation().steps().stream().map(StepJson::of).toList());
    }
}
