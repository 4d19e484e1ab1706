package org.billhook.source.costline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;

/**
 * What the kinds of cost line have in common: actual cost or work on a billing object, corrected by reversal only. Each
 * kind says what it is counted in and which characteristics it must have.
 *
 * @param counted what the posting must be counted in
 * @param required characteristics without which a row is refused
 */
record CostLine(Counted counted, List<String> required) {

    static final SourceTerms TERMS = new SourceTerms(Nature.ACTUAL, false);

    /** Characteristic of a credit that settles an order to a receiver; true or absent. */
    private static final String SETTLEMENT = "settlement";

    private static final Set<String> TIME_UNITS = Set.of(Unit.HOUR.code(), "MIN", "DAY");

    /** What a posting can be counted in. */
    enum Counted {
        TIME,
        QUANTITY,
        AMOUNT,
        ANY
    }

    void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            List<Finding> findings = errors(draft);
            if (findings.isEmpty()) {
                out.accept(i, settled(draft.costingItsAmount()), warnings(draft));
            } else {
                out.refuse(i, findings);
            }
        }
    }

    /** What an order was relieved of by its settlement is no work: it is kept, and never billed (D-36). */
    private static SourceDraft settled(SourceDraft draft) {
        return isSettlement(draft) ? draft.toBuilder().billable(false).build() : draft;
    }

    private static boolean isSettlement(SourceDraft draft) {
        return "true".equals(draft.characteristics().get(SETTLEMENT));
    }

    private List<Finding> errors(SourceDraft draft) {
        List<Finding> errors = new ArrayList<>(0);
        if (draft.posted().isZero()) {
            errors.add(Finding.error("ZERO_POSTED", "posted", "A posting of zero changes nothing"));
        }
        wrongMeasure(draft, errors);
        for (String name : required) {
            if (draft.characteristics().getOrDefault(name, "").isBlank()) {
                errors.add(Finding.error(
                        "MISSING", name, "Posting of kind %s needs a value for '%s'".formatted(draft.kind(), name)));
            }
        }
        return errors;
    }

    private static List<Finding> warnings(SourceDraft draft) {
        if (isSettlement(draft)) {
            return List.of(Finding.warning("SETTLEMENT", "A settlement is not billed: its order's work is")
                    .withField(SETTLEMENT)
                    .withRule("D-36"));
        }
        return draft.posted().signum() > 0
                ? List.of()
                : List.of(Finding.warning("NEGATIVE_POSTED", "The posting of %s is negative".formatted(draft.posted()))
                        .withField("posted"));
    }

    private void wrongMeasure(SourceDraft draft, List<Finding> errors) {
        boolean amount = draft.posted().measure().isAmount();
        String code = draft.posted().measure().code();
        String allowed =
                switch (counted) {
                    case TIME -> !amount && TIME_UNITS.contains(code) ? null : "a unit of time: HUR, MIN or DAY";
                    case QUANTITY -> amount ? "a quantity with unit" : null;
                    case AMOUNT -> amount ? null : "an amount with currency";
                    case ANY -> null;
                };
        if (allowed != null) {
            errors.add(Finding.error(
                    "WRONG_MEASURE",
                    "posted",
                    "Posting of kind %s in %s must be in %s".formatted(draft.kind(), code, allowed)));
        }
    }
}
