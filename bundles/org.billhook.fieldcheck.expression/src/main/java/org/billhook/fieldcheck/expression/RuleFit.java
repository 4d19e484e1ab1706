package org.billhook.fieldcheck.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.Attribute;

/** Whether a rule fits the objects of a kind, told before it is saved. */
public final class RuleFit {

    /** Property of the checks that has the name of the rule. */
    public static final String NAME = FieldCheck.ID;

    private static final List<String> OF_EVERY_KIND = List.of("name", "status");

    private RuleFit() {}

    /** What a rule may say of a field. */
    public static List<String> verdicts() {
        return Arrays.stream(Verdict.values()).map(Verdict::name).toList();
    }

    /**
     * What does not fit: fields that the kind does not have, and a condition that does not read or does not suit its
     * attributes.
     */
    public static List<Finding> findings(String kind, List<Attribute> attributes, List<String> fields, String when) {
        List<String> names = attributes.stream().map(Attribute::name).toList();
        List<Finding> findings = new ArrayList<>();
        for (String field : fields) {
            if (!names.contains(field) && !OF_EVERY_KIND.contains(field)) {
                findings.add(Finding.error(
                        "UNKNOWN_FIELD",
                        "fields",
                        "Kind '%s' has no field '%s'; it has name, status and %s".formatted(kind, field, names)));
            }
        }
        try {
            List<String> references = attributes.stream()
                    .filter(attribute -> attribute.type() == Attribute.Type.REFERENCE)
                    .map(Attribute::name)
                    .toList();
            Condition.check(when, names, references);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error("BAD_CONDITION", "when", "For kind '%s': %s".formatted(kind, e.getMessage())));
        }
        return findings;
    }
}
