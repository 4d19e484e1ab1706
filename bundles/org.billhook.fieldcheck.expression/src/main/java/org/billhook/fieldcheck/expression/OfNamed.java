package org.billhook.fieldcheck.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.ObjectSnapshot;

/**
 * What a condition asks of an object that the checked one names: {@code named.billingElement.status}, {@code header.customer}.
 *
 * @param text as it stands in the condition
 * @param attribute of the checked object, that names the other one
 * @param field of the other one
 */
record OfNamed(String text, String attribute, String field) {

    private static final Pattern ASKED =
            Pattern.compile("(?<![A-Za-z0-9_.])(?:named\\.([a-z][A-Za-z0-9]*)|header)\\.([a-z][A-Za-z0-9]*)");

    /** All that a condition asks so, each once. */
    static List<OfNamed> in(String expression) {
        List<OfNamed> found = new ArrayList<>(0);
        Matcher matcher = ASKED.matcher(expression);
        while (matcher.find()) {
            String attribute = matcher.group(1) == null ? ItemTerms.DOCUMENT : matcher.group(1);
            OfNamed each = new OfNamed(matcher.group(), attribute, matcher.group(2));
            if (!found.contains(each)) {
                found.add(each);
            }
        }
        return found;
    }

    /** As text; empty if nothing is named, or that has no value. */
    String value(CheckedObject checked) {
        return checked.named(attribute).map(this::value).orElse("");
    }

    private String value(ObjectSnapshot named) {
        return switch (field) {
            case "kind" -> named.ref().kind();
            case "key" -> named.ref().key();
            case "name" -> named.name();
            case "status" -> named.status();
            case "phase" -> named.phase().name();
            default -> named.attribute(field).orElse("");
        };
    }
}
