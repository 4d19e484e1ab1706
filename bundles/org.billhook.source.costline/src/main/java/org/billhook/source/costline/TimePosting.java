package org.billhook.source.costline;

import java.util.List;
import org.billhook.core.model.Characteristics;
import org.billhook.core.spi.source.BillingSourceKind;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.source.costline.CostLine.Counted;
import org.osgi.service.component.annotations.Component;

/** Working time of a person: in hours, minutes or days, with person and activity type. */
@Component
@BillingSourceKind("time")
public final class TimePosting implements SourceType {

    private static final CostLine RULES =
            new CostLine(Counted.TIME, List.of(Characteristics.PERSON, Characteristics.ACTIVITY));

    @Override
    public SourceTerms terms() {
        return CostLine.TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        RULES.check(page, out);
    }
}
