package org.billhook.engine.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.CLOCK;
import static org.billhook.engine.inmemory.Installation.hours;

import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal.Changed;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.Row;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.api.ImportJournal.State;
import org.billhook.core.api.ImportJournal.Turn;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.TimeKind;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalledImportsTest {

    private final Installation here = new Installation();
    private final JournalledImports imports = new JournalledImports(here.store, here.plugins, () -> {}, CLOCK);
    private ObjectRow root;
    private Import open;

    @BeforeEach
    void installation() {
        here.plugins.with(Spi.SOURCE, "time", new TimeKind(false));
        root = here.root("W");
        open = imports.open("sip", 1, "times.csv", "00", CLERK);
    }

    private Row row(long number, String id, String hours) {
        return new Row(number, Optional.of(hours(root, id, hours).build()), false, List.of());
    }

    @Test
    void everyRowHasAResultAndTheImportCountsThem() {
        List<RowResult> results = imports.post(
                open.id(),
                "import/sip",
                List.of(
                        row(1, "a", "8"),
                        row(2, "a", "8"),
                        row(3, "a", "9"),
                        new Row(4, Optional.empty(), true, List.of()),
                        new Row(5, Optional.empty(), false, List.of(Finding.error("BAD_DATE", "No date")))),
                Changed.REFUSE,
                Turn.NOW);
        assertThat(results)
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.POSTED, Outcome.UNCHANGED, Outcome.REFUSED, Outcome.SKIPPED, Outcome.REFUSED);
        Import now = imports.find(open.id()).orElseThrow();
        assertThat(List.of(now.rows(), now.posted(), now.unchanged(), now.refused(), now.skipped()))
                .containsExactly(5L, 1L, 1L, 2L, 1L);
    }

    @Test
    void aPageSentAgainAfterAKillIsNotJournalledTwice() {
        imports.post(open.id(), "import/sip", List.of(row(1, "a", "8"), row(2, "b", "1")), Changed.REFUSE, Turn.NOW);
        imports.post(
                open.id(),
                "import/sip",
                List.of(row(1, "a", "8"), row(2, "b", "1"), row(3, "c", "2")),
                Changed.REFUSE,
                Turn.NOW);
        assertThat(imports.find(open.id()).orElseThrow().rows()).isEqualTo(3);
        assertThat(imports.results(open.id(), Optional.empty(), Page.Request.first(10))
                        .items())
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.POSTED, Outcome.POSTED, Outcome.POSTED);
    }

    @Test
    void anImportThatHasEndedTakesNoMoreRows() {
        imports.end(open.id(), State.DONE);
        assertThatThrownBy(() ->
                        imports.post(open.id(), "import/sip", List.of(row(1, "a", "8")), Changed.REFUSE, Turn.NOW))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.CONFLICT));
    }
}
