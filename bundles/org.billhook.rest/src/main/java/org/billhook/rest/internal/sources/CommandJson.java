package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** One thing that a clerk does with one source. */
@Schema(
        name = "SourceCommand",
        requiredProperties = {"kind", "source", "reason"},
        description = "One thing to do with one source.",
        example =
                """
                {
                  "kind": "WRITE_OFF",
                  "source": 1,
                  "portion": {"share": {"value": "1.5", "unit": "HUR"}},
                  "reason": "Agreed with the customer"
                }""")
public record CommandJson(
        @Schema(
                        description =
                                "What to do: BILL only as a decision of a preview or run, which takes HOLD and WRITE_OFF besides",
                        allowableValues = {
                            "BILL",
                            "HOLD",
                            "RELEASE",
                            "WRITE_OFF",
                            "UNDO_WRITE_OFF",
                            "TRANSFER",
                            "REVALUE",
                            "REVERSE"
                        })
                String kind,
        @Schema(description = "Id of the source") Long source,
        @Schema(description = "How much; all of it unless told. For REVALUE what is posted from now on")
                PortionJson portion,
        @Schema(format = "date", description = "For HOLD: first day it can be billed again") String until,
        @Schema(description = "For TRANSFER: object to post it on", example = "wbs-element/PC3") String target,
        @Schema(description = "1 to 200 characters") String reason) {

    private static final int LONGEST_REASON = 200;

    public static CommandJson of(LedgerCommands.Command command) {
        return new CommandJson(
                command.kind().name(),
                command.source(),
                command.portion().map(PortionJson::of).orElse(null),
                command.until().map(LocalDate::toString).orElse(null),
                command.target().map(ObjectRef::toString).orElse(null),
                command.reason());
    }

    /** Null if anything was wrong with it; the findings name fields under the prefix. */
    public LedgerCommands.Command read(Input in, String prefix) {
        return read(in, prefix, Duties.kinds());
    }

    /** The same of some kinds alone. */
    public LedgerCommands.Command read(Input in, String prefix, Set<ActKind> kinds) {
        ActKind act = in.required(prefix + "kind", kind, text -> act(text, kinds));
        if (source == null) {
            in.refuse("MISSING", prefix + "source", "%ssource is missing".formatted(prefix));
        }
        Optional<LedgerCommands.Portion> part =
                Optional.ofNullable(portion).map(given -> given.read(in, prefix + "portion"));
        var day = in.optional(prefix + "until", until, Read::date);
        var object = in.optional(prefix + "target", target, ObjectRef::parse);
        String why = in.text(prefix + "reason", reason, LONGEST_REASON);
        return !in.findings().isEmpty() ? null : new LedgerCommands.Command(act, source, part, day, object, why);
    }

    private static ActKind act(String text, Set<ActKind> kinds) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not one of %s".formatted(text, kinds)));
    }
}
