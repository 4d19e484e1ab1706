package org.billhook.fieldcheck.expression.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.api.BillingObjects;
import org.billhook.fieldcheck.expression.RuleFit;
import org.billhook.rest.wire.Input;

/** A rule as a caller gives it. */
@Schema(name = "FieldRuleInput")
public record FieldRuleInput(
        @Schema(
                        description = "Kinds of objects, 1 to 50",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "[\"sales-order-item\"]")
                List<String> kinds,
        @Schema(
                        description = "Attributes of the kinds, name or status, 1 to 100",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "[\"billingRelevance\"]")
                List<String> fields,
        @Schema(
                        description =
                                "Condition in CEL: at most 2000 characters, lists walked through at most 2 deep inside of each other, at most"
                                        + " 100,000 steps",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "object.phase == \"IN_PROCESS\"")
                String when,
        @Schema(
                        description = "What may be done with the fields while the condition holds",
                        allowableValues = {"EDITABLE", "MANDATORY", "DISPLAY_ONLY", "HIDDEN"},
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "DISPLAY_ONLY")
                String verdict,
        @Schema(
                        description = "Full sentence for people, at most 500 characters",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "The plant is agreed with ACME.")
                String reason,
        @Schema(description = "service.ranking; 0 if absent", example = "0") Integer rank,
        @Schema(description = "false: it is kept, but not asked; true if absent") Boolean active) {

    private static final int MOST_KINDS = 50;
    private static final int MOST_FIELDS = 100;
    private static final int LONGEST_REASON = 500;

    /**
     * The rule, if it fits every one of its kinds.
     *
     * @throws org.billhook.core.api.BillhookException UNREADABLE with a finding per field that does not
     */
    FieldRule read(List<BillingObjects.Kind> installed) {
        Input input = new Input();
        List<String> ofKinds = input.list("kinds", kinds, MOST_KINDS);
        List<String> ofFields = input.list("fields", fields, MOST_FIELDS);
        String condition = input.required("when", when, text -> text);
        String opinion = input.required("verdict", verdict, FieldRuleInput::knownVerdict);
        String sentence = input.text("reason", reason, LONGEST_REASON);
        Map<String, BillingObjects.Kind> known = new TreeMap<>();
        installed.forEach(kind -> known.put(kind.id(), kind));
        for (String name : condition == null ? List.<String>of() : ofKinds) {
            if (known.containsKey(name)) {
                RuleFit.findings(name, known.get(name).attributes(), ofFields, condition)
                        .forEach(found ->
                                input.refuse(found.code(), found.field().orElse(""), found.message()));
            } else {
                input.refuse(
                        "UNKNOWN_KIND", "kinds", "There is no kind '%s'; there are %s".formatted(name, known.keySet()));
            }
        }
        input.check();
        return new FieldRule(
                List.copyOf(ofKinds),
                List.copyOf(ofFields),
                condition,
                opinion,
                sentence,
                rank == null ? 0 : rank,
                active == null || active);
    }

    private static String knownVerdict(String text) {
        if (!RuleFit.verdicts().contains(text)) {
            throw new IllegalArgumentException("'%s' is not one of %s".formatted(text, RuleFit.verdicts()));
        }
        return text;
    }
}
