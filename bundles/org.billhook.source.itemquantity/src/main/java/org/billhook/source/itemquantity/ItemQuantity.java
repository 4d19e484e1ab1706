package org.billhook.source.itemquantity;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.BillingSourceKind;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.osgi.service.component.annotations.Component;

/** The quantity of an item, posted with it and given a new value when the item's quantity changes. */
@Component
@BillingSourceKind(ItemQuantity.KIND)
public final class ItemQuantity implements SourceType {

    /** Kind of the source that the quantity of an item is. */
    public static final String KIND = "item-quantity";

    private static final SourceTerms TERMS = SourceTerms.ofObjects();

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            if (draft.posted().measure().isAmount() || draft.posted().signum() <= 0) {
                String message = "The quantity of an item must be above zero, in a unit: %s".formatted(draft.posted());
                out.refuse(i, List.of(Finding.error("NO_QUANTITY", "posted", message)));
            } else {
                out.accept(i, draft);
            }
        }
    }
}
