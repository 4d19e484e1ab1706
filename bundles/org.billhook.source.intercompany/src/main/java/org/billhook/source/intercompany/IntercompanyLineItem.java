package org.billhook.source.intercompany;

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
 * Work that another company code did for an object of this one (D-31, D-70): the company that did it bills the one that ordered it,
 * on an item of its own. Billed where a DIP profile names the kind.
 */
@Component
@BillingSourceKind("intercompany-line-item")
public final class IntercompanyLineItem implements SourceType {

    /** Characteristic: code of the company that did the work. */
    static final String SENDER = "sending-company";

    private static final SourceTerms TERMS = new SourceTerms(Nature.ACTUAL, false);

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            if (draft.posted().isZero()) {
                out.refuse(i, List.of(Finding.error("ZERO_POSTED", "posted", "A posting of zero changes nothing")));
            } else if (draft.characteristics().getOrDefault(SENDER, "").isBlank()) {
                String message =
                        "An intercompany line item needs the company that did the work as '%s'".formatted(SENDER);
                out.refuse(i, List.of(Finding.error("MISSING", SENDER, message)));
            } else {
                out.accept(i, draft);
            }
        }
    }
}
