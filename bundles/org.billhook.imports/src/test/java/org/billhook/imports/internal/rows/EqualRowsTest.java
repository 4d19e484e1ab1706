package org.billhook.imports.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I-2")
class EqualRowsTest {

    private long number;

    private ReadRow row(RowId id, String hours) {
        SourceDraft draft = SourceDraft.of("time", new ObjectRef("wbs-element", "P"))
                .externalId(id.of(1))
                .posted(new Share(new java.math.BigDecimal(hours), Measure.of(Unit.HOUR)))
                .serviceDate(LocalDate.of(2026, 3, 4))
                .build();
        return ReadRow.of(++number, id, draft, List.of(), List.of());
    }

    private static RowId plain(String id) {
        return new RowId(id, "", false);
    }

    private static String told(ReadRow row) {
        return row.draft().map(SourceDraft::externalId).orElse("-") + " "
                + String.join(",", row.findings().stream().map(Finding::code).toList());
    }

    @Test
    void theNumberStandsWhereTheMappingSays() {
        EqualRows rows = new EqualRows(true);
        RowId id = new RowId("Falk/", "/x", true);
        assertThat(List.of(told(rows.next(row(id, "0.5"))), told(rows.next(row(id, "0.5")))))
                .containsExactly("Falk/1/x ", "Falk/2/x EQUAL_ROW");
    }

    @Test
    void anIdWithOtherContentIsRefusedAnywhereInTheFile() {
        EqualRows rows = new EqualRows(true);
        assertThat(told(rows.next(row(plain("a"), "0.5")))).isEqualTo("a ");
        assertThat(told(rows.next(row(plain("a"), "0.6")))).isEqualTo("- CONTRADICTS");
        assertThat(told(rows.next(row(plain("a"), "0.5")))).isEqualTo("a~2 EQUAL_ROW");
    }

    @Test
    void aNumberNeverTakesTheIdOfAnotherRow() {
        EqualRows rows = new EqualRows(true);
        assertThat(List.of(
                        told(rows.next(row(plain("a~2"), "0.5"))),
                        told(rows.next(row(plain("a"), "0.5"))),
                        told(rows.next(row(plain("a"), "0.5")))))
                .containsExactly("a~2 ", "a ", "- DUPLICATE_ROW");
    }

    @Test
    void thousandsOfIdsAreToldApart() {
        EqualRows rows = new EqualRows(true);
        for (int i = 0; i < 20_000; i++) {
            assertThat(told(rows.next(row(plain("id-" + i), "1")))).isEqualTo("id-" + i + " ");
        }
        assertThat(told(rows.next(row(plain("id-12345"), "1")))).isEqualTo("id-12345~2 EQUAL_ROW");
    }

    @Test
    void anIdThatDoesNotFitIsCutAndToldApartByAHash() {
        String note = "Phone call with the harbour master about the second berth, ".repeat(3);
        String id = plain("2026-03-04/" + note).of(1);
        assertThat(id)
                .hasSizeLessThanOrEqualTo(120)
                .startsWith("2026-03-04/Phone call")
                .contains("~");
        assertThat(plain("2026-03-04/" + note).of(2))
                .hasSizeLessThanOrEqualTo(120)
                .isNotEqualTo(id);
        assertThat(plain("2026-03-04/" + note + "x").of(1)).isNotEqualTo(id);
        // printf 'a\nb' | sha256sum
        assertThat(plain("a\nb").of(1)).isEqualTo("a b~7e18f737311b2dc3b2f269dd78396b03");
    }
}
