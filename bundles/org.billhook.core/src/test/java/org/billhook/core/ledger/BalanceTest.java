package org.billhook.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceTest {

    private static Share hours(String value) {
        return new Share(new BigDecimal(value), Measure.of(Unit.HOUR));
    }

    private static Balance posted(String value) {
        return Balance.posted(hours(value));
    }

    /** The act that fills each term from what is open. */
    private static Balance with(String posted, Term term, String share) {
        ActKind kind =
                switch (term) {
                    case HELD -> ActKind.HOLD;
                    case BILLED -> ActKind.BILL;
                    case WRITTEN_OFF -> ActKind.WRITE_OFF;
                    case TRANSFERRED -> ActKind.TRANSFER;
                    case INCLUDED -> ActKind.INCLUDE;
                    case REVERSED -> ActKind.REVERSE;
                    case POSTED, OPEN -> throw new IllegalArgumentException(term.name());
                };
        return posted(posted).after(kind, hours(share));
    }

    @Test
    @Tag("I-1")
    void allOfANewPostingIsOpen() {
        Balance balance = posted("8");
        assertThat(balance.open()).isEqualTo(hours("8"));
        assertThat(balance.seq()).isEqualTo(1);
        for (Term term : Term.values()) {
            if (term != Term.POSTED && term != Term.OPEN) {
                assertThat(balance.get(term)).as(term.name()).isEqualTo(hours("0"));
            }
        }
    }

    @ParameterizedTest
    @Tag("I-1")
    @CsvSource({
        "BILL, OPEN, BILLED",
        "HOLD, OPEN, HELD",
        "WRITE_OFF, OPEN, WRITTEN_OFF",
        "INCLUDE, OPEN, INCLUDED",
        "TRANSFER, OPEN, TRANSFERRED",
        "REVERSE, OPEN, REVERSED",
        "RELEASE, HELD, OPEN",
        "REOPEN, BILLED, OPEN",
        "CREDIT, BILLED, WRITTEN_OFF",
        "UNDO_WRITE_OFF, WRITTEN_OFF, OPEN",
        "UNDO_INCLUDE, INCLUDED, OPEN",
    })
    void actMovesAShareFromOneTermToAnother(ActKind kind, Term from, Term to) {
        Balance before = from == Term.OPEN ? posted("8") : with("8", from, "8");
        Balance after = before.after(kind, hours("3"));
        assertThat(after.get(from)).isEqualTo(hours("5"));
        assertThat(after.get(to)).isEqualTo(hours("3"));
        assertThat(after.posted()).isEqualTo(hours("8"));
        assertThat(after.seq()).isEqualTo(before.seq() + 1);
        assertThat(before.get(from)).as("the balance before is untouched").isEqualTo(hours("8"));
    }

    @ParameterizedTest
    @Tag("I-2")
    @CsvSource({"8, 8.000000001", "8, -1", "-8, -8.000000001", "-8, 1", "8, 0"})
    void moreThanIsOpenOrOfTheOtherSignIsRefused(String posted, String share) {
        assertThat(posted(posted).refusal(ActKind.BILL, hours(share))).isPresent();
        assertThatThrownBy(() -> posted(posted).after(ActKind.BILL, hours(share)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("I-2")
    void whatIsBilledCantBeBilledAgain() {
        Balance billed = posted("8").after(ActKind.BILL, hours("8"));
        Finding refusal = billed.refusal(ActKind.BILL, hours("0.001")).orElseThrow();
        assertThat(refusal.code()).isEqualTo("EXCEEDS_OPEN");
        assertThat(refusal.rule()).contains("I-1");
        assertThat(refusal.message()).isEqualTo("Bill: nothing of the source is open");
    }

    @Test
    @Tag("I-1")
    void negativePostingIsBilledWithItsSign() {
        Balance balance = posted("-8").after(ActKind.BILL, hours("-3")).after(ActKind.HOLD, hours("-5"));
        assertThat(balance.get(Term.BILLED)).isEqualTo(hours("-3"));
        assertThat(balance.get(Term.HELD)).isEqualTo(hours("-5"));
        assertThat(balance.open()).isEqualTo(hours("0"));
    }

    @Test
    @Tag("I-1")
    void billedPlusWrittenOffPlusHeldIsWhatWasPosted() {
        Balance balance = posted("10")
                .after(ActKind.HOLD, hours("4"))
                .after(ActKind.WRITE_OFF, hours("2"))
                .after(ActKind.BILL, hours("4"));
        assertThat(balance.get(Term.HELD)).isEqualTo(hours("4"));
        assertThat(balance.get(Term.WRITTEN_OFF)).isEqualTo(hours("2"));
        assertThat(balance.get(Term.BILLED)).isEqualTo(hours("4"));
        assertThat(balance.open()).isEqualTo(hours("0"));
    }

    @Test
    @Tag("WE-30")
    void postponing6AndWritingOff5Of10HoursIsRefused() {
        Balance postponed = posted("10").after(ActKind.HOLD, hours("6"));
        assertThat(postponed
                        .refusal(ActKind.WRITE_OFF, hours("5"))
                        .orElseThrow()
                        .message())
                .isEqualTo("Write off of 5 HUR exceeds what is open: 4 HUR");
    }

    @ParameterizedTest
    @CsvSource({"2, 10, 6", "-4, 4, 0", "-3, 5, 1", "0, 8, 4"})
    void revaluingMovesPostedAndOpenAlike(String change, String posted, String open) {
        Balance half = with("8", Term.BILLED, "4");
        Balance after = half.after(ActKind.REVALUE, hours(change));
        assertThat(after.posted()).isEqualTo(hours(posted));
        assertThat(after.open()).isEqualTo(hours(open));
        assertThat(after.get(Term.BILLED)).isEqualTo(hours("4"));
    }

    @ParameterizedTest
    @CsvSource({"-4.001", "-8", "-9"})
    void revaluingNeverGoesBelowWhatIsSettled(String change) {
        Finding refusal = with("8", Term.BILLED, "4")
                .refusal(ActKind.REVALUE, hours(change))
                .orElseThrow();
        assertThat(refusal.code()).isEqualTo("BELOW_SETTLED");
        assertThat(refusal.message()).endsWith("4 HUR of it is already settled");
    }

    @Test
    void openPostingCanBeRevaluedToZeroAndBackButNotChangeItsSign() {
        Balance zero = posted("8").after(ActKind.REVALUE, hours("-8"));
        assertThat(zero.posted()).isEqualTo(hours("0"));
        assertThat(zero.after(ActKind.REVALUE, hours("3")).open()).isEqualTo(hours("3"));
        assertThat(posted("8").refusal(ActKind.REVALUE, hours("-9"))).isPresent();
    }

    @Test
    void postingTwiceIsRefused() {
        assertThat(posted("8").refusal(ActKind.POST, hours("8")).orElseThrow().code())
                .isEqualTo("ALREADY_POSTED");
    }

    @Test
    @Tag("I-1")
    void termsThatDoNotAddUpAreRefused() {
        assertThatThrownBy(() -> new Balance(Map.of(Term.POSTED, hours("8"), Term.OPEN, hours("7")), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The terms add up to 7 HUR, posted is 8 HUR");
    }

    @Test
    @Tag("I-1")
    void termBeyondPostedIsRefusedAlsoIfTheSumIsRight() {
        assertThatThrownBy(() -> new Balance(
                        Map.of(Term.POSTED, hours("8"), Term.OPEN, hours("9"), Term.BILLED, hours("-1")), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
