package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.rows.ReadRow;
import org.junit.jupiter.api.Test;

/** The delivered mappings, each on an export as its tracker writes it; the samples are made up. */
class DeliveredMappingsTest {

    private final Mappings mappings = new Mappings(new FakeConfigurations());

    private List<String> read(String name) throws Exception {
        Mapping mapping = Mappings.compile(mappings.get(name).json());
        Path file = Path.of(getClass().getResource("/exports/" + name + ".csv").toURI());
        TableFile.verify(file, mapping.file(), mapping.formats(), mapping.ownColumns());
        try (RowSource rows = RowSource.open(file, Map.of(), mapping, 10)) {
            return rows.next(100).stream().map(DeliveredMappingsTest::told).toList();
        }
    }

    private static String told(ReadRow row) {
        if (row.isSkipped()) {
            return "skipped";
        }
        String codes =
                String.join(",", row.findings().stream().map(Finding::code).toList());
        return row.draft().map(DeliveredMappingsTest::told).orElse("refused") + (codes.isEmpty() ? "" : " | " + codes);
    }

    private static String told(SourceDraft draft) {
        return "%s | %s on %s | %s | %s %s | %s%s"
                .formatted(
                        draft.externalId(),
                        draft.posted(),
                        draft.serviceDate(),
                        draft.object().key(),
                        draft.characteristics().get("person"),
                        draft.characteristics().get("activity"),
                        draft.text(),
                        draft.billable() ? "" : " | not billable");
    }

    @Test
    void toggl() throws Exception {
        assertThat(read("toggl"))
                .containsExactly(
                        "ada@example.org/2026-02-03/08:15:00 | 90.5 MIN on 2026-02-03 | N1 - Hull | ada@example.org Welding | Seam 4, inside",
                        "ada@example.org/2026-02-03/23:50:00 | 20 MIN on 2026-02-03 | N1 - Hull | ada@example.org WORK |  | not billable");
    }

    @Test
    void clockify() throws Exception {
        assertThat(read("clockify"))
                .containsExactly(
                        "ada@example.org/13/02/2026/10:00 | 20 MIN on 2026-02-13 | N1 | ada@example.org Design | Pile check");
        assertThat(read("clockify-us"))
                .containsExactly(
                        "ada@example.org/02/13/2026/10:00:00 AM | 20.5 MIN on 2026-02-13 | N1 | ada@example.org WORK | Pile check | not billable");
    }

    @Test
    void harvest() throws Exception {
        assertThat(read("harvest"))
                .containsExactly(
                        "2026-02-03/N1/Support/Ada Moor/0.5/Phone/1 | 0.5 HUR on 2026-02-03 | N1 | Ada Moor Support | Phone",
                        "2026-02-03/N1/Support/Ada Moor/0.5/Phone/2 | 0.5 HUR on 2026-02-03 | N1 | Ada Moor Support | Phone | EQUAL_ROW",
                        "2026-02-03/N1/Support/Ada Moor/0.5//1 | 0.5 HUR on 2026-02-03 | N1 | Ada Moor Support |  | not billable");
        assertThat(read("harvest-eu").get(0))
                .startsWith("2026-02-03/N1/Design/Ada Moor/1.020,25/Cover and inside/1~")
                .endsWith(" | 1020.25 HUR on 2026-02-03 | N1 | Ada Moor Design | Cover\nand inside");
    }

    @Test
    void kimai() throws Exception {
        assertThat(read("kimai"))
                .containsExactly(
                        "amoor/2026-02-03/09:00 | 20 MIN on 2026-02-03 | N1 | amoor Design | Sketch",
                        "amoor/2026-02-03/22:00 | 165 MIN on 2026-02-03 | N1 | amoor Welding | Night; seam | not billable");
    }

    @Test
    void tempo() throws Exception {
        assertThat(read("tempo"))
                .containsExactly(
                        "N1-12/2026-02-03 08:00/amoor | 90 MIN on 2026-02-03 | N1 | amoor N1-12 | Drawing",
                        "N1-12/2026-02-03 13:30/amoor | 20 MIN on 2026-02-03 | N1 | amoor N1-12 | Call | ROUNDED");
    }

    @Test
    void jira() throws Exception {
        assertThat(read("jira"))
                .containsExactly(
                        "N1-7/03/Feb/26 9:00 AM/amoor | 90 MIN on 2026-02-03 | N1-7 | amoor N1-7 | Drawing; front",
                        "N1-7/04/Feb/26 1:30 PM/bday | 20 MIN on 2026-02-04 | N1-7 | bday N1-7 | Call",
                        "skipped");
    }

    @Test
    void redmine() throws Exception {
        assertThat(read("redmine"))
                .containsExactly(
                        "2026-02-03/Ada Moor/Task #12: Hull/Design/Drawing/1 | 1.25 HUR on 2026-02-03 | N1 | Ada Moor Design | Drawing",
                        "02/04/2026/Ada Moor//Design//1 | 0.33 HUR on 2026-02-04 | N1 | Ada Moor Design | ");
        assertThat(read("redmine-de"))
                .containsExactly(
                        "2026-02-03/Jörg Möwe/Aufgabe #12: Rumpf/Entwicklung/geprüft; gut/1 | 2.05 HUR on 2026-02-03 | N1 | Jörg Möwe Entwicklung | geprüft; gut",
                        "04.02.2026/Jörg Möwe//Entwicklung//1 | 28.5 HUR on 2026-02-04 | N1 | Jörg Möwe Entwicklung | ");
    }
}
