package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten years of real time records against the figures that came with them; the data is no part of the project. */
class SipImportTest {

    private static final Path DATA = Path.of("../../../shared/data/sip");

    /** Project: postings, billable postings, billable hours. */
    private static final String EXPECTED =
            """
            PC1 54 52 710.42
            PC2 4553 4456 21176.37
            PC3 87 87 425.88
            PC4 511 504 2266.80
            PC5 648 631 6018.66
            PC6 287 279 3859.72
            PC7 145 143 1246.10
            PC8 64 57 294.57
            PC9 1755 1703 13338.44
            PC10 73 71 1067.26
            PC11 292 285 1380.21
            PC12 54 54 933.26
            PC13 171 171 1629.34
            PC14 105 86 4038.39
            PC15 3 3 10.60
            PC16 114 110 933.85
            PC17 449 416 6330.68
            PC18 2888 2864 26575.35
            PC19 41 40 201.50
            PC20 5 2 76.45
            """;

    @TempDir
    private Path folder;

    private ImportFixture fixture;

    @BeforeEach
    void importTheData() throws Exception {
        boolean there = Files.isReadable(DATA.resolve("Sip-task-info.csv"));
        if (!there) {
            System.err.println(
                    """

                    ########################################################################
                    SKIPPED: the SiP data set is not at ../shared/data/sip beside the project.
                    The import of real data was NOT tested.
                    ########################################################################
                    """);
        }
        assumeTrue(there, "SiP data is not at ../shared/data/sip beside the project");
        fixture = new ImportFixture(folder);
        try (InputStream tasks = Files.newInputStream(DATA.resolve("Sip-task-info.csv"));
                InputStream dates = Files.newInputStream(DATA.resolve("est-act-dates.csv"))) {
            fixture.upload("sip", Map.of(Intake.MAIN, tasks, "dates", dates), false);
        }
        fixture.run();
    }

    @Test
    void everyRowIsPosted() {
        assertThat(fixture.journal.find(1).orElseThrow())
                .extracting("rows", "posted", "unchanged", "refused", "skipped")
                .containsExactly(12_299L, 12_299L, 0L, 0L, 0L);
    }

    @Test
    void postingsAndBillableHoursPerProjectAreThoseOfTheReadme() {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (SourceDraft draft : fixture.journal.posted.values()) {
            String project =
                    draft.object().key().substring(0, draft.object().key().indexOf('.'));
            sums.merge(project, Sum.of(draft), Sum::plus);
        }

        List<String> lines = EXPECTED.lines().toList();
        assertThat(sums).hasSize(20);
        for (String line : lines) {
            String project = line.substring(0, line.indexOf(' '));
            assertThat(project + " " + sums.get(project)).isEqualTo(line);
        }
        assertThat(sums.values().stream().reduce(Sum::plus).orElseThrow()).hasToString("12299 12014 92513.85");
    }

    @Test
    void charactersOfWindows1252AreKept() {
        assertThat(fixture.journal.posted.values())
                .filteredOn(draft -> draft.text().indexOf('\u2019') >= 0)
                .isNotEmpty();
        assertThat(fixture.journal.posted.values())
                .noneMatch(draft -> draft.text().indexOf('\ufffd') >= 0);
    }

    @Test
    void everyProjectGetsItsTreeAndItsItem() {
        Map<String, Long> kinds = new LinkedHashMap<>();
        for (ObjectRef ref : fixture.objects.stored.keySet()) {
            kinds.merge(ref.kind(), 1L, Long::sum);
        }

        assertThat(kinds)
                .isEqualTo(
                        Map.of("project", 20L, "wbs-element", 20L + 92, "sales-order", 20L, "sales-order-item", 20L));
    }

    /** Postings of a project. */
    private record Sum(long postings, long billable, BigDecimal hours) {

        static Sum of(SourceDraft draft) {
            return draft.billable() ? new Sum(1, 1, draft.posted().value()) : new Sum(1, 0, BigDecimal.ZERO);
        }

        Sum plus(Sum other) {
            return new Sum(postings + other.postings, billable + other.billable, hours.add(other.hours));
        }

        @Override
        public String toString() {
            return "%d %d %s".formatted(postings, billable, hours.setScale(2).toPlainString());
        }
    }
}
