package org.billhook.source.keyfigure;

import java.util.List;
import org.billhook.core.spi.source.BillingSourceKind;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.osgi.service.component.annotations.Component;

/** A statistical key figure that was posted, such as kilometres driven (D-31, D-32). Billed where a DIP profile names the kind. */
@Component
@BillingSourceKind("statistical-key-figure")
public final class StatisticalKeyFigure implements SourceType {

    private static final SourceTerms TERMS = new SourceTerms(Nature.STATISTICAL, false);

    @Override
    public SourceTerms terms() {
        return TERMS;
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        KeyFigure.check(page, out);
    }
}
