package org.billhook.source.plannedcost;

import java.util.List;
import org.billhook.core.spi.source.BillingSourceKind;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.osgi.service.component.annotations.Component;

/** A row of easy cost planning, imported as such (D-31). Quoted where a DIP profile names the kind; never billed. */
@Component
@BillingSourceKind("easy-cost-plan")
public final class EasyCostPlan implements SourceType {

    private static final SourceTerms TERMS = new SourceTerms(Nature.PLAN, true);

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        Planned.check(page, out);
    }
}
