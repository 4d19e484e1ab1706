package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.RejectionReasons;
import org.billhook.core.api.Requests;
import org.billhook.core.derivation.Step;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;

/** A line of a request. */
@Schema(
        name = "Line",
        requiredProperties = {"item", "characteristics", "net", "revenueReceiver", "derivation"})
public record LineJson(
        @Schema(description = "Counts from 1") int position,
        @Schema(description = "Item that it bills") String item,
        @Schema(description = "What is billed, in its unit or currency; absent for a line that bills no source")
                MeasuredJson quantity,
        @Schema(description = "What stands on the bill for it") String text,
        @Schema(
                        description =
                                "First service date of what it bills; absent for a line that bills no source or what has no day")
                LocalDate serviceFrom,
        @Schema(description = "Last service date of what it bills, inclusive; absent as the first one is")
                LocalDate serviceTo,
        @Schema(
                        description =
                                "What all sources of the line have in common, by name: activity, person, material and others")
                Map<String, String> characteristics,
        @Schema(description = "Net amount as it was created") MoneyJson net,
        @Schema(description = "Object that the revenue goes to, as kind/key") String revenueReceiver,
        @Schema(description = "The steps that led to the amount") List<StepJson> derivation,
        @Schema(description = "What of it was rejected since; absent for nothing") RejectionOfLineJson rejection) {

    /** Why something was rejected. */
    @Schema(
            name = "RejectedFor",
            requiredProperties = {"code", "effect"})
    public record ReasonJson(
            @Schema(description = "Code of the reason, as in /rejection-reasons") String code,
            @Schema(
                            description = "What the reason did when it was given, whatever it says now",
                            implementation = RejectionReasons.Effect.class)
                    String effect,
            @Schema(description = "What the clerk noted") String note) {
        static ReasonJson of(Requests.Reason reason) {
            return new ReasonJson(reason.code(), reason.effect().name(), reason.note());
        }
    }

    /** What was rejected of a line. */
    @Schema(
            name = "LineRejection",
            requiredProperties = {"reason", "net"})
    public record RejectionOfLineJson(
            @Schema(description = "Why it was rejected") ReasonJson reason,
            @Schema(description = "Value of what was rejected") MoneyJson net,
            @Schema(description = "Whether something of its quantity still stands (D-94)") boolean partly) {
        static RejectionOfLineJson of(Requests.LineRejection rejection) {
            return new RejectionOfLineJson(
                    ReasonJson.of(rejection.reason()), MoneyJson.of(rejection.net()), rejection.partly());
        }
    }

    /** A step of a derivation. */
    @Schema(
            name = "DerivationStep",
            requiredProperties = {"code", "args", "text"})
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
                line.item().toString(),
                line.quantity().map(MeasuredJson::of).orElse(null),
                line.text(),
                line.serviceFrom().orElse(null),
                line.serviceTo().orElse(null),
                line.characteristics(),
                MoneyJson.of(line.net()),
                line.revenueReceiver().toString(),
                line.derivation().steps().stream().map(StepJson::of).toList(),
                line.rejection().map(RejectionOfLineJson::of).orElse(null));
    }
}
