package org.billhook.engine.internal.sources;

import java.util.List;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;

/** Accepts a row and then breaks as a class does whose bundle was updated. */
final class BrokenKind implements SourceType {

    @Override
    public SourceTerms terms() {
        return new SourceTerms(SourceTerms.Nature.ACTUAL, false);
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        out.accept(0, page.get(0));
        throw new NoClassDefFoundError("gone");
    }
}
