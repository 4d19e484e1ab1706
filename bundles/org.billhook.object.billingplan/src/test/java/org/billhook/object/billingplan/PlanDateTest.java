package org.billhook.object.billingplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlanDateTest extends BillingObjectTypeContract {

    private static final SampleObject ITEM =
            SampleObject.of("sales-order-item/4711-10").with("currency", "EUR");

    private static final SampleObject FIRST = SampleObject.of("billing-plan-date/4711-10-1")
            .with("item", "sales-order-item/4711-10")
            .with("date", "2026-01-31")
            .with("value", "1000")
            .with("currency", "EUR");

    @Override
    protected BillingObjectType subject() {
        return new PlanDate();
    }

    private static ObjectInContext date(SampleObject date) {
        return SampleContext.creating(date).naming("item", ITEM);
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                date(FIRST),
                date(FIRST.with("value", "0.01").with("description", "Design")),
                date(FIRST.in("CANCELLED", Phase.CLOSED)));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                date(FIRST.with("value", "0")),
                date(FIRST.with("value", "-1")),
                date(FIRST.with("value", "0.001")),
                date(FIRST.with("currency", "USD")),
                SampleContext.creating(FIRST));
    }

    @Test
    @Tag("R-11")
    void aDateIsASourceOfItsValueOnItsDay() {
        assertThat(subject().ownSources(FIRST))
                .containsExactly(new OwnSource(
                        "value",
                        "plan-date",
                        Share.of(Money.parse("EUR 1000.00")),
                        LocalDate.of(2026, 1, 31),
                        "4711-10-1",
                        Map.of()));
        assertThat(subject().ownSources(FIRST.in("CANCELLED", Phase.CLOSED))).isEmpty();
    }

    @Test
    @Tag("R-11")
    void aDateStandsUnderItsItemInItsCurrency() {
        SampleObject bare = FIRST.without("currency");
        assertThat(subject().place(date(FIRST)))
                .isEqualTo(Placement.under(new ObjectRef("sales-order-item", "4711-10")));
        assertThat(subject().defaults(date(bare))).isEqualTo(Map.of("currency", "EUR"));
        assertThat(subject().defaults(SampleContext.creating(bare))).isEmpty();
    }

    @Test
    void dateAndValueAreLockedOnceBilled() {
        assertThat(subject().attributes().stream()
                        .filter(Attribute::lockedOnceBilled)
                        .map(Attribute::name))
                .containsExactly("date", "value");
    }

    @Test
    void aWrongValueIsToldWithWhatIsAllowed() {
        assertThat(subject().validate(date(FIRST.with("value", "0.001"))))
                .extracting(Finding::message)
                .containsExactly("Value 0.001 is not an amount of EUR with at most 2 decimals");
        assertThat(subject().validate(date(FIRST.with("currency", "USD"))))
                .extracting(Finding::message)
                .containsExactly("Currency 'USD' differs from that of sales-order-item/4711-10: EUR");
    }

    @Test
    @Tag("G-20")
    @Tag("P-21")
    void aDatePlansItsValueUnlessItIsADownPayment() {
        assertThat(subject().planned(FIRST)).hasToString("Optional[EUR 1000.00]");
        assertThat(subject().planned(FIRST.with("billingRule", "1"))).hasToString("Optional[EUR 1000.00]");
        assertThat(subject().planned(FIRST.with("billingRule", "4"))).isEmpty();
        assertThat(subject().planned(FIRST.with("billingRule", "5"))).isEmpty();
        assertThat(subject().planned(FIRST.without("value"))).isEmpty();
        assertThat(subject().planned(FIRST.in("CANCELLED", Phase.CLOSED))).isEmpty();
    }
}
