package org.billhook.source.keyfigure;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;

/** What a statistical key figure must have: a quantity in a unit, and its name. */
final class KeyFigure {

    /** Characteristic that names the figure, for example KM. */
    static final String NAME = "key-figure";

    private KeyFigure() {}

    static void check(List<SourceDraft> page, SourceSink out) {
        for (int i = 0; i < page.size(); i++) {
            SourceDraft draft = page.get(i);
            if (draft.posted().measure().isAmount() || draft.posted().isZero()) {
                out.refuse(
                        i,
                        List.of(Finding.error(
                                "NO_QUANTITY",
                                "posted",
                                "A key figure is a quantity with unit, not zero: %s".formatted(draft.posted()))));
            } else if (draft.characteristics().getOrDefault(NAME, "").isBlank()) {
                out.refuse(
                        i,
                        List.of(Finding.error("MISSING", NAME, "A key figure needs its name as '%s'".formatted(NAME))));
            } else {
                out.accept(i, draft);
            }
        }
    }
}
