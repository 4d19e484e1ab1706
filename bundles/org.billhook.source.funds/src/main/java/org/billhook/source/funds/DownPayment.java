package org.billhook.source.funds;

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
 * A payment in advance (D-31): one that came in is negative and reduces the next request, one that went out again is positive.
 * Billed where a DIP profile names the kind.
 */
@Component
@BillingSourceKind("down-payment")
public final class DownPayment implements SourceType {

    private static final SourceTerms TERMS = new SourceTerms(Nature.STATISTICAL, false);

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            if (!draft.posted().measure().isAmount() || draft.posted().isZero()) {
                String message = "A down payment is an amount with currency, not zero: %s".formatted(draft.posted());
                out.refuse(i, List.of(Finding.error("NO_AMOUNT", "posted", message)));
            } else {
                out.accept(i, draft);
            }
        }
    }
}
