package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.imports.internal.run.ImportFixture.HEADER;
import static org.billhook.imports.internal.run.ImportFixture.MAPPING;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.api.ImportJournal.State;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRunnerTest {

    @TempDir
    private Path folder;

    private ImportFixture fixture;

    @BeforeEach
    void saveMapping() throws Exception {
        fixture = new ImportFixture(folder);
        fixture.mapping(MAPPING);
    }

    @Test
    void rowsArePostedUnderTheOriginOfTheMapping() throws Exception {
        fixture.upload(HEADER + "1,P1,A,2,2014-02-28\n2,P1,A,3.5,2014-03-01\n");

        assertThat(fixture.run()).singleElement().satisfies(summary -> {
            assertThat(summary.severity()).isEqualTo(Severity.INFO);
            assertThat(summary.message()).isEqualTo("2 rows: 2 posted, 0 unchanged, 0 refused, 0 skipped");
        });
        assertThat(fixture.journal.posted).containsOnlyKeys("import/times/1", "import/times/2");
        assertThat(imported().state()).isEqualTo(State.DONE);
        assertThat(imported().file()).isEqualTo("file.csv");
        assertThat(imported().mappingVersion()).isEqualTo(1);
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void checksumIsThatOfTheMainFile() throws Exception {
        fixture.upload(HEADER + "1,P1,A,2,2014-02-28\n");

        // printf '%s\n' "Id,Project,Package,Hours,Day" "1,P1,A,2,2014-02-28" | sha256sum
        assertThat(imported().checksum()).isEqualTo("3d7ef49a3b8455ee7e5c68b9136cf6a4145ea27e8af942759036a71b8dc40044");
    }

    @Test
    @Tag("I-2")
    void sameExternalIdIsUnchangedIfEqualAndRefusedIfDifferent() throws Exception {
        fixture.upload(HEADER + "1,P1,A,2,2014-02-28\n1,P1,A,2.000,2014-02-28\n1,P1,A,2.001,2014-02-28\n");
        fixture.run();

        assertThat(fixture.journal.results)
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.POSTED, Outcome.UNCHANGED, Outcome.REFUSED);
    }

    @Test
    @Tag("I-2")
    void fileImportedTwicePostsNothingTheSecondTime() throws Exception {
        String file = HEADER + "1,P1,A,2,2014-02-28\n2,P1,A,3,2014-02-28\n";
        fixture.upload(file);
        fixture.run();
        fixture.upload(file);
        fixture.run();

        assertThat(fixture.journal.posted).hasSize(2);
        assertThat(imported().unchanged()).isEqualTo(2);
        assertThat(imported().posted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @Tag("I-2")
    void importKilledAtAnyPageGoesOnAfterTheLastJournalledRow(int pages) throws Exception {
        String file = manyRows(2_500);
        fixture.upload(file);
        fixture.run();
        List<RowResult> uninterrupted = List.copyOf(fixture.journal.results);

        ImportFixture killed = new ImportFixture(folder);
        killed.mapping(MAPPING);
        killed.upload(file);
        killed.journal.dieAfterPages = pages;
        assertThatThrownBy(killed::run).isInstanceOf(FakeJournal.Killed.class);
        FakeJobs.FakeProgress again = killed.jobs.lastProgress();
        killed.runner.run(again);

        assertThat(killed.journal.results).isEqualTo(uninterrupted);
        assertThat(killed.journal.pages).containsExactly(1_000, 1_000, 500);
        assertThat(killed.journal.posted).hasSize(2_499);
        assertThat(again.total).isEqualTo(2_500);
        assertThat(again.done).isEqualTo(2_500);
        assertThat(killed.filesLeft()).isEmpty();
    }

    @Test
    void jobRunAgainAfterItsEndDoesNothing() throws Exception {
        fixture.upload(HEADER + "1,P1,A,2,2014-02-28\n");
        fixture.run();

        assertThat(fixture.run())
                .extracting(Finding::message)
                .containsExactly("The files of this job were dealt with before");
        assertThat(fixture.journal.pages).containsExactly(1);
    }

    @Test
    void cancelledImportKeepsWhatItPosted() throws Exception {
        fixture.upload(manyRows(2_500));
        FakeJobs.FakeProgress progress = fixture.jobs.lastProgress();
        progress.cancelAt = 1_000;
        fixture.runner.run(progress);

        assertThat(imported().state()).isEqualTo(State.CANCELLED);
        // the second page was under way when the first one was done
        assertThat(imported().rows()).isEqualTo(2_000);
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void suspendedImportKeepsItsFilesAndGoesOn() throws Exception {
        fixture.upload(manyRows(2_500));
        FakeJobs.FakeProgress progress = fixture.jobs.lastProgress();
        progress.suspendAt = 1_000;
        fixture.runner.run(progress);
        assertThat(imported().state()).isEqualTo(State.RUNNING);
        assertThat(imported().rows()).isEqualTo(2_000);

        fixture.run();

        assertThat(imported().state()).isEqualTo(State.DONE);
        assertThat(imported().rows()).isEqualTo(2_500);
    }

    @Test
    @Tag("I-7")
    void fileThatBreaksBehindManyRowsPostsNone() throws Exception {
        fixture.upload(manyRows(1_500) + "x,\"never closed\n");

        assertThat(fixture.run()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.message()).contains("From row 1501 on the file can't be read as CSV");
        });
        assertThat(fixture.journal.posted).isEmpty();
        assertThat(fixture.objects.stored).isEmpty();
        assertThat(imported().state()).isEqualTo(State.FAILED);
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    @Tag("I-7")
    void uploadThatCannotFitIsRefusedAtOnce() {
        assertThatThrownBy(() -> fixture.upload("Id,Project\n1,P1\n"))
                .isInstanceOf(BillhookException.class)
                .hasMessageContaining("lacks [Hours, Day, Package]");
        assertThatThrownBy(() -> fixture.upload("")).hasMessageContaining("The file is empty");
        assertThatThrownBy(() -> fixture.upload("nobody", Map.of(Intake.MAIN, ImportFixture.stream(HEADER)), false))
                .hasMessageContaining("There is no mapping 'nobody'");
        assertThatThrownBy(() -> fixture.upload(
                        "times",
                        Map.of(Intake.MAIN, ImportFixture.stream(HEADER), "dates", ImportFixture.stream("a\n1\n")),
                        false))
                .hasMessageContaining("needs joined files []; given are [dates]");
        assertThat(fixture.jobs.submitted).isEmpty();
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void missingObjectsAreCreatedOnceAndBroughtToTheirStatus() throws Exception {
        fixture.objects.put("project/P2", "PLANNED");
        fixture.upload(HEADER + "1,P1,A,2,2014-02-28\n2,P1,B,2,2014-02-28\n3,P2,A,2,2014-02-28\n");
        fixture.run();

        assertThat(fixture.objects.stored)
                .containsOnlyKeys(
                        ref("project/P1"),
                        ref("project/P2"),
                        ref("wbs-element/P1.A"),
                        ref("wbs-element/P1.B"),
                        ref("wbs-element/P2.A"));
        assertThat(fixture.objects.get(ref("project/P1")).status()).isEqualTo("RELEASED");
        assertThat(fixture.objects.get(ref("project/P2")).status()).isEqualTo("PLANNED");
        assertThat(fixture.objects.get(ref("wbs-element/P1.A")).attributes())
                .isEqualTo(Map.of("project", "project/P1"));
        assertThat(fixture.objects.created).as("all of a page at once").containsExactly(4);
    }

    @Test
    void aKillLeavesNoObjectHalfWay() throws Exception {
        fixture.upload(HEADER + "1,P1,A,2,2014-02-28\n");
        fixture.objects.dieAfterChanges = 1;
        assertThatThrownBy(fixture::run).isInstanceOf(FakeJournal.Killed.class);
        assertThat(fixture.objects.stored).isEmpty();

        fixture.run();

        assertThat(fixture.objects.get(ref("project/P1")).status()).isEqualTo("RELEASED");
        assertThat(fixture.objects.get(ref("project/P1")).version()).isEqualTo(3);
    }

    @Test
    @Tag("I-7")
    void onlyRowsOfAnObjectThatIsRefusedAreRefused() throws Exception {
        fixture.objects.refused.put("P2", "Customer is missing");
        fixture.upload(HEADER + "1,P1,A,2,2014-02-28\n2,P2,A,2,2014-02-28\n3,P1,A,2,2014-02-28\n");

        assertThat(fixture.run()).singleElement().satisfies(summary -> assertThat(summary.severity())
                .isEqualTo(Severity.WARNING));
        assertThat(fixture.journal.results)
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.POSTED, Outcome.REFUSED, Outcome.POSTED);
        assertThat(fixture.journal.results.get(1).findings())
                .extracting(Finding::message)
                .containsExactly("project/P2 can't be created: Customer is missing");
        assertThat(fixture.objects.stored)
                .containsOnlyKeys(ref("project/P1"), ref("wbs-element/P1.A"), ref("wbs-element/P2.A"));
    }

    @Test
    void dryRunPostsNothingAndCreatesNothing() throws Exception {
        fixture.upload(
                "times",
                Map.of(Intake.MAIN, ImportFixture.stream(HEADER + "1,P1,A,2,2014-02-28\n2,P1,A,x,2014-02-28\n")),
                true);

        assertThat(fixture.run())
                .extracting(Finding::message)
                .satisfiesExactly(
                        summary -> assertThat(summary)
                                .startsWith("Dry run of 2 rows: 1 can be posted, 0 unchanged, 1 refused, 0 skipped"),
                        wrong -> assertThat(wrong).startsWith("Row 2, column Hours: 'x' is not a number"));
        assertThat(fixture.journal.list(null).items()).isEmpty();
        assertThat(fixture.objects.stored).isEmpty();
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void dryRunFindsObjectsThatNobodyCreates() throws Exception {
        fixture.mapping(MAPPING.substring(0, MAPPING.indexOf(",\n \"objects\"")) + "}");
        fixture.journal.objects.add(ref("wbs-element/P1.A"));
        fixture.upload(
                "times",
                Map.of(Intake.MAIN, ImportFixture.stream(HEADER + "1,P1,A,2,2014-02-28\n2,P9,A,2,2014-02-28\n")),
                true);

        assertThat(fixture.run())
                .extracting(Finding::message)
                .contains("Row 2: There is no billing object 'wbs-element/P9.A'");
    }

    private static final String DESCRIBING = MAPPING.replace("{Id}", "{Id}/{Day}/{Hours}");

    private static final String EQUAL = "1,P1,A,0.5,2014-02-28\n";

    @Test
    @Tag("I-2")
    void equalRowsWithoutAnIdOfTheirOwnAreAllPostedOnce() throws Exception {
        fixture.mapping(DESCRIBING);
        String other = "2,P1,A,1,2014-02-28\n";
        fixture.upload(HEADER + EQUAL + other + EQUAL);
        fixture.run();
        assertThat(fixture.journal.posted)
                .containsOnlyKeys(
                        "import/times/1/2014-02-28/0.5",
                        "import/times/2/2014-02-28/1",
                        "import/times/1/2014-02-28/0.5~2");
        assertThat(fixture.journal.results.get(2).findings())
                .extracting(Finding::code)
                .containsExactly("EQUAL_ROW");

        fixture.upload(HEADER + EQUAL + EQUAL + other);
        fixture.run();
        assertThat(imported().unchanged()).isEqualTo(3);
        assertThat(imported().posted()).isZero();

        fixture.upload(HEADER + EQUAL + EQUAL + EQUAL + other);
        fixture.run();
        assertThat(imported().unchanged()).isEqualTo(3);
        assertThat(imported().posted()).isEqualTo(1);
        assertThat(fixture.journal.posted).hasSize(4).containsKey("import/times/1/2014-02-28/0.5~3");
    }

    @Test
    @Tag("I-2")
    void aDryRunCountsEqualRowsAndThoseThatWerePostedAsTheImportDoes() throws Exception {
        fixture.mapping(DESCRIBING);
        Map<String, java.io.InputStream> file =
                Map.of(Intake.MAIN, ImportFixture.stream(HEADER + EQUAL + EQUAL + "2,P1,A,1,2014-02-28\n"));
        fixture.upload("times", file, true);
        assertThat(fixture.run().get(0).message())
                .startsWith("Dry run of 3 rows: 3 can be posted, 0 unchanged, 0 refused, 0 skipped");

        fixture.upload(HEADER + EQUAL + EQUAL);
        fixture.run();
        fixture.upload(
                "times",
                Map.of(Intake.MAIN, ImportFixture.stream(HEADER + EQUAL + EQUAL + "2,P1,A,1,2014-02-28\n")),
                true);
        assertThat(fixture.run().get(0).message())
                .startsWith("Dry run of 3 rows: 1 can be posted, 2 unchanged, 0 refused, 0 skipped");
    }

    @Test
    @Tag("I-2")
    void aRowThatRepeatsTheIdOfTheTrackerIsOnePostingWithAFinding() throws Exception {
        fixture.upload(HEADER + EQUAL + EQUAL);
        fixture.run();
        assertThat(fixture.journal.results)
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.POSTED, Outcome.UNCHANGED);
        assertThat(fixture.journal.results.get(1).findings())
                .extracting(Finding::code)
                .containsExactly("DUPLICATE_ROW");

        ImportFixture fresh = new ImportFixture(folder);
        fresh.mapping(MAPPING);
        fresh.upload("times", Map.of(Intake.MAIN, ImportFixture.stream(HEADER + EQUAL + EQUAL)), true);
        assertThat(fresh.run().get(0).message())
                .startsWith("Dry run of 2 rows: 1 can be posted, 1 unchanged, 0 refused, 0 skipped");
    }

    @Test
    @Tag("I-2")
    void equalRowsAreCountedOverAKillToo() throws Exception {
        fixture.mapping(DESCRIBING);
        StringBuilder file = new StringBuilder(HEADER + EQUAL);
        for (int i = 2; i <= 1_000; i++) {
            file.append(i).append(",P1,A,1,2014-02-28\n");
        }
        fixture.journal.dieAfterPages = 1;
        fixture.upload(file.append(EQUAL).toString());
        assertThatThrownBy(fixture::run).isInstanceOf(FakeJournal.Killed.class);
        fixture.run();

        assertThat(imported().posted()).isEqualTo(1_001);
        assertThat(fixture.journal.posted).containsKey("import/times/1/2014-02-28/0.5~2");
    }

    /** Rows of two projects, the last of them with the external id of the first. */
    private static String manyRows(int count) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 1; i < count; i++) {
            file.append(i).append(",P").append(i % 2).append(",A,1.25,2014-02-28\n");
        }
        return file.append("1,P1,A,1.25,2014-02-28\n").toString();
    }

    private Import imported() {
        return fixture.journal.find(fixture.journal.list(null).items().size()).orElseThrow();
    }

    private static ObjectRef ref(String text) {
        return ObjectRef.parse(text);
    }
}
