package org.billhook.source.revenue;

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
 * Revenue that another system has posted on an object: an amount that is never billed again, but fixes the billing relevance
 * of the item. Corrected by reversal only.
 */
@Component
@BillingSourceKind("revenue")
public final class RevenuePosting implements SourceType {

    private static final SourceTerms TERMS = new SourceTerms(Nature.ACTUAL_REVENUE, false);

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            if (!draft.posted().measure().isAmount() || draft.posted().isZero()) {
                String message = "Revenue is an amount with currency, not zero: %s".formatted(draft.posted());
                out.refuse(i, List.of(Finding.error("NO_AMOUNT", "posted", message)));
            } else {
                out.accept(i, draft.toBuilder().billable(false).build());
            }
        }
    }
}
