package org.billhook.engine.internal.objects;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.engine.internal.fields.FieldVerdict;

/** What the verdicts of the field checks refuse (G-2). */
final class Verdicts {

    private Verdicts() {}

    /** Fields that get a value and are not open. */
    static List<Finding> closed(Collection<String> given, Map<String, FieldVerdict> verdicts) {
        return given.stream()
                .filter(verdicts::containsKey)
                .filter(field -> !verdicts.get(field).open())
                .map(field -> Finding.error(
                                "FIELD_CLOSED",
                                field,
                                verdicts.get(field).opinion().reason())
                        .withRule("G-2"))
                .toList();
    }

    /** @param values of all fields that have one */
    static List<Finding> missing(Map<String, String> values, Map<String, FieldVerdict> verdicts) {
        return verdicts.entrySet().stream()
                .filter(entry -> entry.getValue().opinion().verdict() == Verdict.MANDATORY)
                .filter(entry -> !values.containsKey(entry.getKey()))
                .map(entry -> Finding.error(
                        "FIELD_MANDATORY",
                        entry.getKey(),
                        entry.getValue().opinion().reason()))
                .toList();
    }
}
