package org.billhook.fieldcheck.expression.rest;

import java.util.Hashtable;
import java.util.List;
import org.billhook.fieldcheck.expression.RuleFit;

/**
 * A rule as it is kept, in the JSON of its section.
 *
 * @param rank service ranking of the check
 * @param active whether it is asked
 */
public record FieldRule(
        List<String> kinds, List<String> fields, String when, String verdict, String reason, int rank, boolean active) {

    /** The properties of the check that does what it says. */
    Hashtable<String, Object> properties(String name) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(RuleFit.NAME, name);
        properties.put("service.ranking", rank);
        properties.put("kinds", kinds.toArray(String[]::new));
        properties.put("fields", fields.toArray(String[]::new));
        properties.put("when", when);
        properties.put("verdict", verdict);
        properties.put("reason", reason);
        return properties;
    }
}
