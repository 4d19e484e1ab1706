package org.billhook.source.accrual;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.BillingSourceKind;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.osgi.service.component.annotations.Component;

/**
 * Work or cost that is known before its time sheet or invoice is there (D-122). Billed where a DIP profile names the kind, and
 * reversed when the real posting comes.
 */
@Component
@BillingSourceKind("accrual")
public final class Accrual implements SourceType {

    /** What is missing; every accrual has it. */
    static final String CATEGORY = "accrual-category";

    private static final SourceTerms TERMS = new SourceTerms(Nature.ACTUAL, true);

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            List<Finding> errors = new ArrayList<>(0);
            if (draft.posted().isZero()) {
                errors.add(Finding.error("ZERO_POSTED", "posted", "An accrual of zero changes nothing"));
            }
            if (draft.characteristics().getOrDefault(CATEGORY, "").isBlank()) {
                errors.add(Finding.error(
                                "MISSING",
                                CATEGORY,
                                "An accrual needs a value for '%s': what is missing".formatted(CATEGORY))
                        .withRule("D-122"));
            }
            if (errors.isEmpty()) {
                out.accept(i, draft);
            } else {
                out.refuse(i, errors);
            }
        }
    }
}
