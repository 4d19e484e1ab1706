package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.CLOCK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests.Line;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.engine.inmemory.ActivityPrices;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
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
                .extracting(draft -> draft.item().orElseThrow().key() + " " + draft.net())
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
    @Tag("I-2")
    void whatThePreviewDidNotReadDoesNotEndIt() {
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        billing.here.price("Juggling", "1.00");
        billing.here.store.call(s -> s.settings()
                .put(
                        new Configuration("dip-profiles", "OTHER", 0, "{\"text\":\"Other\"}", "clerk", CLOCK.instant()),
                        0));
        billing.here.plugins.with(Spi.PRICE, "other", new ActivityPrices());

        Run run = billing.runs.commit(preview.id(), preview.token(), CLERK);

        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("778.80")));
        assertThat(run.plugins()).containsKey("price/other");
    }

    @Test
    @Tag("I-2")
    void aPriceThatWasReadIsListedWithItsLines() {
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        billing.here.price("Development", "200.00", LocalDate.of(2026, 3, 1));

        assertThat(refusal(preview))
                .extracting(Finding::message)
                .containsExactly(
                        "Line 1 of item/W-10 was GBP 778.80 for 8 HUR Work a, now GBP 1600.00 for 8 HUR Work a");
        assertThat(billing.requests()).isEmpty();
    }

    @Test
    void anotherPriceOfTheSameAmountIsNamed() {
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        billing.here.price("Development", "97.35", LocalDate.of(2026, 3, 1));

        assertThat(refusal(preview))
                .extracting(Finding::message)
                .containsExactly("Line 1 of item/W-10 is GBP 778.80 for 8 HUR Work a as it was, but for another reason:"
                        + " was 'price: 97.35 a unit gives 778.80, from price-list/standard#1',"
                        + " now 'price: 97.35 a unit gives 778.80, from price-list/standard#2'");
    }

    @Test
    void anotherVersionOfAPluginThatDecidedIsNamed() {
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        billing.here.plugins.with(Spi.RELEVANCE, "itemized", Relevances.itemized(), "2.0.0", 1);

        assertThat(refusal(preview)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("PREVIEW_DIFFERS");
            assertThat(finding.message())
                    .contains("decided by relevance itemized of test.itemized 1.0.0")
                    .contains("decided by relevance itemized of test.itemized 2.0.0");
        });
    }

    @Test
    void aReasonThatIsNewOrGoneIsListed() {
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "8");
        billing.here.post(hours(project, "b", "1").characteristic("activity", "Juggling"));
        Preview preview = preview();
        billing.here.price("Juggling", "1.00");

        assertThat(refusal(preview))
                .extracting(Finding::message)
                .containsExactly(
                        "Line 2 of item/W-10 was nothing, now GBP 1.00 for 1 HUR Work b",
                        "element/W, which is gone: NO_PRICE No price for activity 'Juggling'");
    }

    @Test
    void rootsThatAreDueOtherwiseAreNamed() {
        billing.hours(billing.project("W"), "a", "8");
        Preview preview = preview();
        billing.hours(billing.project("V"), "b", "1");

        assertThat(refusal(preview)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("ROOTS_CHANGED");
            assertThat(finding.field()).contains("element/V");
            assertThat(finding.message()).startsWith("element/V became due since the preview");
        });
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
    void whatIsTooLargeFailsItsRootInPlainWordsAndNoOther() {
        billing.here.price("Juggling", "999999999");
        billing.here.post(hours(billing.project("W"), "a", "999999999999").characteristic("activity", "Juggling"));
        billing.hours(billing.project("V"), "b", "1");

        Preview preview = preview();

        assertThat(preview.roots()).extracting(root -> root.state()).containsExactly(State.FAILED, State.DONE);
        assertThat(preview.roots().get(0).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("TOO_LARGE");
            assertThat(finding.message())
                    .isEqualTo("Line 1 of item/W-10: its net 999999998999000000001.00 is not below"
                            + " 100000000000000000000: check quantity and price");
        });
        assertThat(billing.runs.commit(preview.id(), preview.token(), CLERK).totals())
                .isEqualTo(Map.of("GBP", gbp("97.35")));
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
