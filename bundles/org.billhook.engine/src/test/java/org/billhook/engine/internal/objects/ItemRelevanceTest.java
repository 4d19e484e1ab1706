package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ItemRelevanceTest extends ObjectsFixture {

    @BeforeEach
    void install() {
        plugins.with(Spi.OBJECT, "date", new TestKinds.PlanDate())
                .with(Spi.SOURCE, "plan-date", new TestKinds.ItemQuantity())
                .with(Spi.RELEVANCE, "plan", relevance(Frequency.MULTIPLE, "plan-date"))
                .with(Spi.RELEVANCE, "plan-too", relevance(Frequency.MULTIPLE, "plan-date"))
                .with(Spi.RELEVANCE, "profiled", profiled());
    }

    private static Relevances relevance(Frequency frequency, String kind) {
        return new Relevances(BillingTerms.sales(frequency, Set.of(kind), Phase.RELEASED), (item, out) -> {});
    }

    private static Relevances profiled() {
        BillingTerms terms = BillingTerms.dip(Frequency.MULTIPLE, Set.of("time"), Phase.RELEASED)
                .needing(Need.DIP_PROFILE);
        return new Relevances(terms, (item, out) -> {});
    }

    private void plan() {
        create("item/1", itemWith("relevance", "plan"));
        create("date/1", Map.of("parent", "item/1"));
        create("date/2", Map.of("parent", "item/1"));
    }

    private StoredObject change(String relevance, boolean confirmed) {
        Change change =
                new Change(Optional.empty(), Optional.empty(), Map.of("relevance", Optional.of(relevance)), confirmed);
        return objects.change(ref("item/1"), objects.get(ref("item/1")).version(), change, ANNA);
    }

    @Test
    @Tag("R-7")
    void aRelevanceThatIsNotInstalledIsRefusedWithThoseThatAre() {
        assertThat(refusal(Type.REFUSED, () -> create("item/1", itemWith("relevance", "itemised"))))
                .extracting(Finding::message)
                .containsExactly("No billing relevance 'itemised' is installed;"
                        + " installed are [itemized, plan, plan-too, profiled]");
    }

    @Test
    @Tag("R-7")
    void anItemStaysWhenItsRelevanceIsUninstalledAndCanStillBeChanged() {
        create("item/1", item());
        plugins.stop(Spi.RELEVANCE, "itemized");
        assertThat(attribute("item/1", 1, "customer", "C2").version()).isEqualTo(2);
        assertThat(change("plan", false).version()).isEqualTo(3);
        refusal(Type.REFUSED, () -> change("itemized", false));
    }

    @Test
    @Tag("R-25")
    void aRelevanceThatNeedsAProfileWarnsUntilThereIsOne() {
        StoredObject without = create("item/1", itemWith("relevance", "profiled"));
        assertThat(without.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("NO_DIP_PROFILE");
            assertThat(warning.message()).isEqualTo("Billing relevance 'profiled' needs a DIP profile before it bills");
        });
        assertThat(attribute("item/1", 1, "profile", "NONE").warnings())
                .extracting(Finding::message)
                .containsExactly(
                        "Billing relevance 'profiled' needs a DIP profile before it bills: there is none 'NONE'");
        assertThat(attribute("item/1", 2, "profile", "STANDARD").warnings()).isEmpty();
        assertThat(create("item/2", item()).warnings()).isEmpty();
    }

    @Test
    @Tag("R-25")
    void leavingAPlanMustBeConfirmedAndChangesNothingWithout() {
        plan();
        assertThat(refusal(Type.CONFLICT, () -> change("itemized", false)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("CONFIRMATION_NEEDED");
                    assertThat(finding.message())
                            .isEqualTo("'itemized' does not bill what 'plan' does: item/1 would drop 2 object(s),"
                                    + " the first is date/1; confirm to do so");
                });
        assertThat(objects.get(ref("item/1")).attributes()).containsEntry("relevance", "plan");
        assertThat(objects.get(ref("date/1")).status()).isEqualTo("OPEN");
    }

    @Test
    @Tag("R-25")
    void aConfirmedChangeDropsThePlanInTheSameTransaction() {
        plan();
        status("date/2", 1, "RELEASED");
        change("itemized", true);
        assertThat(objects.get(ref("date/1")).status()).isEqualTo("RELEASED");
        assertThat(objects.get(ref("date/2")).version()).isEqualTo(2);
        assertThat(balance("date/1#value").open().isZero()).isTrue();
        assertThat(transactions.changes())
                .filteredOn(change ->
                        change.field().equals("status") && change.after().equals(Optional.of("RELEASED")))
                .extracting(change -> change.subject())
                .containsExactly("date/2", "date/1");
    }

    @Test
    @Tag("R-25")
    void whatTheNewRelevanceBillsTooStays() {
        plan();
        change("plan-too", false);
        assertThat(objects.get(ref("date/1")).status()).isEqualTo("OPEN");
    }
}
