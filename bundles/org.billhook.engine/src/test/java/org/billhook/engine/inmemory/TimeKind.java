package org.billhook.engine.inmemory;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;

/** Hours: refuses the text "bad", takes everything else. */
public record TimeKind(boolean revaluable) implements SourceType {

    @Override
    public SourceTerms terms() {
        return new SourceTerms(SourceTerms.Nature.ACTUAL, revaluable);
    }

    @Override
    public void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).text().equals("bad")) {
                out.refuse(i, List.of(Finding.error("BAD", "Bad text")));
            } else {
                out.accept(i, page.get(i));
            }
        }
    }
}
