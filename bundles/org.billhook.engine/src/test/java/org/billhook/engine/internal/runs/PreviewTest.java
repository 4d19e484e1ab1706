package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests.Line;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private final Billing billing = new Billing();

    private Preview preview() {
        return billing.runs.preview(Order.all(Billing.KEY_DATE), CLERK);
    }

    private List<Finding> refusal(Preview preview) {
        try {
            billing.runs.commit(preview.id(), preview.token(), CLERK);
            throw new AssertionError("was committed");
        } catch (BillhookException e) {
            assertThat(e.type()).isEqualTo(BillhookException.Type.CONFLICT);
            return e.findings();
        }
    }

    @Test
    @Tag("I-2")
    void aPreviewWritesNothingAndItsCommitIsExactlyThat() {
        ObjectRow project = billing.project("W");
        for (int i = 0; i < 25; i++) {
            billing.hours(project, "t" + i, "0.333");
        }
        billing.hours(billing.project("V"), "v", "8");
        Preview preview = preview();
        assertThat(billing.requests()).isEmpty();
        assertThat(preview.requests())
                .extracting(draft -> draft.item().key() + " " + draft.net())
                .containsExactly("W-10 GBP 810.50", "V-10 GBP 778.80");
        List<Line> shown = billing.runs
                .previewLines(preview.id(), 1, Page.Request.first(100))
                .items();

        Run run = billing.runs.commit(preview.id(), preview.token(), CLERK);
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("1589.30")));
        assertThat(run.findings()).isEmpty();
        List<LineRow> billed = billing.lines(1);
        assertThat(billed).hasSize(25).hasSameSizeAs(shown);
        for (int i = 0; i < 25; i++) {
            assertThat(billed.get(i).derivation())
                    .isEqualTo(shown.get(i).derivation().text());
            assertThat(billed.get(i).net()).isEqualTo(shown.get(i).net());
        }
        // a repeat gives the same run and bills nothing
        assertThat(billing.runs.commit(preview.id(), preview.token(), CLERK).id())
                .isEqualTo(run.id());
        assertThat(billing.requests()).hasSize(2);
    }

    @Test
    void aPostingThatCameMeanwhileIsListedAndNothingIsBilled() {
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "8");
        Preview preview = preview();
        billing.hours(project, "b", "1");
        assertThat(refusal(preview))
                .extracting(Finding::message)
                .containsExactly("Line 2 of item/W-10 was nothing, now GBP 97.35 for 1 HUR Work b");
        assertThat(billing.requests()).isEmpty();
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();
    }

    @Test
    void otherPluginsOrPricesAreRefused() {
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        billing.here.price("Juggling", "1.00");
        assertThat(refusal(preview)).extracting(Finding::code).containsExactly("PRICES_CHANGED");
        Preview second = preview();
        billing.here.plugins.with(
                org.billhook.engine.internal.registry.Spi.RELEVANCE, "itemized", Relevances.itemized(), "2.0.0", 1);
        assertThat(refusal(second)).extracting(Finding::code).containsExactly("PLUGINS_CHANGED");
    }

    @Test
    void aWrongTokenOrABilledPreviewIsRefused() {
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        assertThatThrownBy(() -> billing.runs.commit(preview.id(), "x", CLERK)).isInstanceOf(BillhookException.class);
        billing.run();
        assertThat(refusal(preview)).extracting(Finding::code).containsExactly("ROOTS_CHANGED");
    }

    @Test
    void whatIsHeldUntilTheKeyDateIsShownAndThenReleased() {
        ObjectRow project = billing.project("W");
        long source = billing.hours(project, "a", "8");
        Command hold = new Command(
                ActKind.HOLD,
                source,
                Optional.empty(),
                Optional.of(Billing.KEY_DATE),
                Optional.empty(),
                "Wait for approval");
        Run held = billing.run(Billing.decided(hold));
        assertThat(held.lines()).isZero();
        assertThat(billing.here.balance(source).get(Term.HELD)).isEqualTo(hours("8"));
        assertThat(billing.here.store.ledger().entries(source).get(1).reason()).isEqualTo("Wait for approval");

        Preview preview = preview();
        assertThat(preview.requests()).extracting(draft -> draft.net()).containsExactly(gbp("778.80"));
        Run run = billing.runs.commit(preview.id(), preview.token(), CLERK);
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("778.80")));
        assertThat(billing.here.store.ledger().entries(source))
                .extracting(entry -> entry.kind())
                .containsExactly(ActKind.POST, ActKind.HOLD, ActKind.RELEASE, ActKind.BILL);
    }

    @Test
    void aRootThatFailsIsShownAsFailedAndTheOthersCanBeCommitted() {
        billing.relevance(Relevances.of((item, out) -> item.openSources().forEach(source -> {
            if (source.text().equals("poison")) {
                throw new IllegalStateException("can't bear this");
            }
            out.propose(org.billhook.core.spi.relevance.DynamicItem.of(source));
        })));
        billing.hours(billing.project("W"), "a", "8");
        billing.here.post(hours(billing.project("V"), "b", "1").text("poison"));
        Preview preview = preview();
        assertThat(preview.roots()).extracting(root -> root.state()).containsExactly(State.DONE, State.FAILED);
        Run run = billing.runs.commit(preview.id(), preview.token(), CLERK);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 1L, State.FAILED, 1L));
        assertThat(run.state()).isEqualTo(State.FAILED);
    }
}
