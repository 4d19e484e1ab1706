package org.billhook.fieldcheck.standard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.fieldcheck.BillingFieldcheckId;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.osgi.service.component.annotations.Component;

/**
 * The standard rules for the billing relevance of an item: it can be changed in Open and In Process, and only before the
 * first actual cost or revenue posting. Of the lowest rank, so that any other check has a later word (G-2).
 * No opinion on any other field.
 */
@Component(property = "service.ranking:Integer=-2147483648")
@BillingFieldcheckId("standard")
public final class StandardFieldCheck implements FieldCheck {

    static final String FIELD = ItemTerms.RELEVANCE;

    private static final Opinion OPEN = new Opinion(
            Verdict.EDITABLE,
            "Billing relevance can be changed in Open and In Process, before the first actual posting (R-24).");

    @Override
    public Map<String, Opinion> check(CheckedObject object) {
        return object.fields().contains(FIELD) ? Map.of(FIELD, opinion(object.object())) : Map.of();
    }

    private static Opinion opinion(ObjectSnapshot object) {
        List<String> reasons = new ArrayList<>(2);
        Phase phase = object.phase();
        if (phase.atLeast(Phase.RELEASED)) {
            reasons.add("Billing relevance can't be changed in status %s (R-21): %s."
                    .formatted(object.status(), wayBack(phase)));
        }
        object.firstActualPosting().ifPresent(day -> reasons.add(afterPosting(day)));
        return reasons.isEmpty() ? OPEN : new Opinion(Verdict.DISPLAY_ONLY, String.join(" ", reasons));
    }

    private static String wayBack(Phase phase) {
        return switch (phase) {
            case RELEASED -> "set the item to Completed and then back to In Process (R-22)";
            case COMPLETED -> "set the item back to In Process (R-22)";
            default -> "the item would have to be reopened and set back to In Process";
        };
    }

    private static String afterPosting(LocalDate day) {
        return "Billing relevance is fixed since the first actual posting, of service date %s (R-23):".formatted(day)
                + " only a field check that may open it does.";
    }
}
