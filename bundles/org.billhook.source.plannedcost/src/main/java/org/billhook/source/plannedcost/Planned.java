package org.billhook.source.plannedcost;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;

/** What planned work must have: a quantity or an amount above zero; an amount costs what is planned unless told. */
final class Planned {

    private Planned() {}

    static void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            if (draft.posted().signum() <= 0) {
                out.refuse(
                        i,
                        List.of(Finding.error(
                                "NOT_POSITIVE",
                                "posted",
                                "What is planned is above zero: %s".formatted(draft.posted()))));
            } else {
                out.accept(i, draft.costingItsAmount());
            }
        }
    }
}
