package org.billhook.imports.internal.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;

/**
 * Finds the rows of one file that have the same external id. Those that say the same are numbered, so that each is posted, or
 * are taken for one with a warning, as the mapping says; those that say something else are refused. The numbers depend on nothing
 * but how many say the same, so the file may come again in another order or with further rows. Keeps some 25 bytes per row. Not
 * for more than one thread.
 */
public final class EqualRows {

    private final boolean counted;
    private final SeenIds seen = new SeenIds();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** @param counted whether equal rows are postings of their own */
    public EqualRows(boolean counted) {
        this.counted = counted;
    }

    /** The same row, numbered, warned of or refused; to be called for every row of the file, in its order. */
    public ReadRow next(ReadRow row) {
        if (row.draft().isEmpty()) {
            return row;
        }
        SourceDraft draft = row.draft().get();
        int content = content(draft);
        return switch (seen.put(draft.externalId(), content)) {
            case NEW -> row;
            case OTHER -> row.refusedFor(List.of(Finding.error(
                    "CONTRADICTS",
                    "externalId",
                    "Row %d: external id '%s' is that of an earlier row too, which says something else; the id must have every column that tells two rows apart"
                            .formatted(row.number(), draft.externalId()))));
            case SAME -> counted ? numbered(row, draft, content) : repeated(row, draft);
        };
    }

    private ReadRow numbered(ReadRow row, SourceDraft draft, int content) {
        int number = numbers.merge(draft.externalId(), 2, (before, two) -> before + 1);
        String id = row.id().of(number);
        if (seen.put(id, content) != SeenIds.Seen.NEW) {
            return row.refusedFor(List.of(Finding.error(
                    "DUPLICATE_ROW",
                    "externalId",
                    "Row %d says the same as %d before it, and '%s' would be its external id, which another row has"
                            .formatted(row.number(), number - 1, id))));
        }
        return row.as(
                id,
                Finding.warning(
                                "EQUAL_ROW",
                                "Row %d says the same as %d before it; it is a posting of its own, with external id '%s'"
                                        .formatted(row.number(), number - 1, id))
                        .withField("externalId"));
    }

    private static ReadRow repeated(ReadRow row, SourceDraft draft) {
        return row.again(Finding.warning(
                        "DUPLICATE_ROW",
                        "Row %d has external id '%s' and says the same as a row before it; both are one posting"
                                .formatted(row.number(), draft.externalId()))
                .withField("externalId"));
    }

    private static int content(SourceDraft draft) {
        return Objects.hash(
                draft.kind(),
                draft.object(),
                draft.posted(),
                draft.serviceDate(),
                draft.postingDate(),
                draft.cost(),
                draft.text(),
                draft.billable(),
                draft.characteristics());
    }
}
