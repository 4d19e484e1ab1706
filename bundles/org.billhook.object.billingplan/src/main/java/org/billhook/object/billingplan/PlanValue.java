package org.billhook.object.billingplan;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.BillingSourceKind;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.osgi.service.component.annotations.Component;

/** The value of a date of a billing plan, posted with it and given a new value when the date gets one. */
@Component
@BillingSourceKind(PlanValue.KIND)
public final class PlanValue implements SourceType {

    /** Kind of the source that the value of a date is. */
    public static final String KIND = "plan-date";

    private static final SourceTerms TERMS = SourceTerms.ofObjects();

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            if (!draft.posted().measure().isAmount() || draft.posted().signum() <= 0) {
                String message = "The value of a plan date must be an amount above zero: %s".formatted(draft.posted());
                out.refuse(i, List.of(Finding.error("NO_AMOUNT", "posted", message)));
            } else {
                out.accept(i, draft);
            }
        }
    }
}
