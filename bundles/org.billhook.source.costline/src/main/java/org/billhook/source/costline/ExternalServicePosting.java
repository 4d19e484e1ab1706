package org.billhook.source.costline;

import java.util.List;
import org.billhook.core.spi.source.BillingSourceKind;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.source.costline.CostLine.Counted;
import org.osgi.service.component.annotations.Component;

/** A service bought from outside: a quantity in its unit, or an amount. */
@Component
@BillingSourceKind("external-service")
public final class ExternalServicePosting implements SourceType {

    private static final CostLine RULES = new CostLine(Counted.ANY, List.of());

    @Override
    public SourceTerms terms() {
        return CostLine.TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        RULES.check(page, out);
    }
}
