package org.billhook.engine.internal.sources;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;

/** What core asks of any posting, whatever its kind: lengths, numbers, dates. Pure. */
final class DraftLimits {

    static final int ORIGIN = 80;
    static final int EXTERNAL_ID = 120;
    static final int TEXT = 500;
    static final int NAME = 40;
    static final int VALUE = 120;
    static final int CHARACTERISTICS = 50;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);
    private static final BigDecimal COST = new BigDecimal("999999999999.999");

    private DraftLimits() {}

    static List<Finding> check(SourceDraft draft) {
        List<Finding> findings = new ArrayList<>(0);
        length(findings, "externalId", draft.externalId(), 1, EXTERNAL_ID);
        length(findings, "text", draft.text(), 0, TEXT);
        kind(findings, draft);
        posted(findings, draft);
        day(findings, "serviceDate", draft.serviceDate());
        draft.postingDate().ifPresent(date -> day(findings, "postingDate", date));
        draft.cost()
                .filter(cost -> cost.getAmount().abs().compareTo(COST) > 0)
                .ifPresent(cost -> findings.add(
                        Finding.error("TOO_LARGE", "cost", "Cost %s exceeds 999999999999.999".formatted(cost))));
        characteristics(findings, draft.characteristics());
        return findings;
    }

    private static void kind(List<Finding> findings, SourceDraft draft) {
        try {
            new ObjectRef(draft.kind(), "x");
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error("BAD_KIND", "kind", e.getMessage()));
        }
    }

    private static void posted(List<Finding> findings, SourceDraft draft) {
        BigDecimal value = draft.posted().value();
        Measure measure = draft.posted().measure();
        if (value.signum() == 0) {
            findings.add(Finding.error("ZERO", "posted", "What is posted must not be zero"));
        } else if (value.stripTrailingZeros().scale() > measure.postedScale()) {
            findings.add(Finding.error(
                    "TOO_FINE",
                    "posted",
                    "%s has more than %d decimals".formatted(draft.posted(), measure.postedScale())));
        }
    }

    private static void day(List<Finding> findings, String field, LocalDate date) {
        if (date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY)) {
            findings.add(Finding.error(
                    "DATE_OUT_OF_RANGE", field, "%s is not between %s and %s".formatted(date, FIRST_DAY, LAST_DAY)));
        }
    }

    private static void characteristics(List<Finding> findings, Map<String, String> characteristics) {
        if (characteristics.size() > CHARACTERISTICS) {
            findings.add(Finding.error(
                    "TOO_MANY",
                    "characteristics",
                    "%d characteristics, %d are allowed".formatted(characteristics.size(), CHARACTERISTICS)));
            return;
        }
        characteristics.forEach((name, value) -> {
            length(findings, "characteristics", name, 1, NAME);
            length(findings, "characteristics." + name, value, 1, VALUE);
        });
    }

    private static void length(List<Finding> findings, String field, String value, int least, int most) {
        boolean control = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            control |= c == 0 || (field.equals("externalId") && Character.isISOControl(c));
        }
        if (value.length() < least || value.length() > most || (least > 0 && value.isBlank())) {
            findings.add(Finding.error(
                    "BAD_LENGTH",
                    field,
                    "%s has %d characters, %d to %d are allowed".formatted(field, value.length(), least, most)));
        } else if (control) {
            findings.add(Finding.error("BAD_CHARACTER", field, "%s has a control character".formatted(field)));
        }
    }
}
