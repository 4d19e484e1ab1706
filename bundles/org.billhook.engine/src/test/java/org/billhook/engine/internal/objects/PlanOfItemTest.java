package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-11")
@Tag("G-20")
class PlanOfItemTest extends ObjectsFixture {

    @BeforeEach
    void kinds() {
        BillingTerms terms = BillingTerms.sales(Frequency.MULTIPLE, Set.of("plan-date"), Phase.RELEASED)
                .needing(Need.BILLING_PLAN);
        plugins.with(Spi.OBJECT, "item", new Net())
                .with(Spi.OBJECT, "date", new Planned())
                .with(Spi.RELEVANCE, "plan", new Relevances(terms, (item, out) -> {}));
    }

    private void item(String net) {
        create("item/1", new HashMap<>(Map.of("customer", "C1", "relevance", "plan", "net", net)));
    }

    private StoredObject date(String key, String value) {
        return create("date/" + key, Map.of("parent", "item/1", "value", value));
    }

    @Test
    void planAboveTheNetValueIsRefusedWhenTheItemIsReleased() {
        item("1000.00");
        date("1", "600.00");
        date("2", "400.01");

        assertThat(refusal(Type.REFUSED, () -> status("item/1", 1, "RELEASED")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("PLAN_ABOVE_NET");
                    assertThat(finding.message())
                            .contains("item/1 comes to EUR 1000.01", "EUR 0.01 above its net value EUR 1000.00");
                });

        attribute("date/2", 1, "value", "400.00");
        assertThat(status("item/1", 1, "RELEASED").warnings()).isEmpty();
    }

    @Test
    void planBelowTheNetValueIsToldWithTheRest() {
        item("1000.00");
        date("1", "600.00");
        date("2", "300.00");

        assertThat(status("item/1", 1, "RELEASED").warnings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("PLAN_BELOW_NET");
            assertThat(finding.message()).contains("comes to EUR 900.00", "rest of EUR 100.00 is on no date");
        });
    }

    @Test
    void aReleasedItemTakesNoDateAndNoPriceThatMakesItsPlanTooHigh() {
        item("1000.00");
        date("1", "600.00");
        status("item/1", 1, "RELEASED");

        assertThat(refusal(Type.REFUSED, () -> date("2", "400.01")))
                .extracting(Finding::code)
                .containsExactly("PLAN_ABOVE_NET");
        assertThat(objects.find(ref("date/2"))).isEmpty();
        date("3", "400.00");
        assertThat(refusal(Type.REFUSED, () -> attribute("date/1", 1, "value", "600.01")))
                .extracting(Finding::code)
                .containsExactly("PLAN_ABOVE_NET");
        assertThat(refusal(Type.REFUSED, () -> attribute("item/1", 2, "net", "999.99")))
                .extracting(Finding::code)
                .containsExactly("PLAN_ABOVE_NET");
        attribute("date/1", 1, "value", "500.00");
        attribute("item/1", 2, "net", "900.00");
        assertThat(status("item/1", 3, "COMPLETED").warnings()).isEmpty();
    }

    @Test
    void whereNothingIsAgreedOrNoPlanIsNeededThereIsNothingToCompare() {
        create("item/1", new HashMap<>(Map.of("customer", "C1", "relevance", "plan")));
        date("1", "600.00");
        assertThat(status("item/1", 1, "RELEASED").warnings()).isEmpty();

        create("item/2", new HashMap<>(Map.of("customer", "C1", "relevance", "itemized", "net", "1.00")));
        create("date/2", Map.of("parent", "item/2", "value", "600.00"));
        assertThat(status("item/2", 1, "RELEASED").warnings()).isEmpty();
    }

    /** An item with a net value. */
    private static final class Net extends TestKinds.Item {

        @Override
        public List<Attribute> attributes() {
            List<Attribute> attributes = new ArrayList<>(super.attributes());
            attributes.add(Attribute.of("net", Attribute.Type.DECIMAL, "Net value."));
            return attributes;
        }

        @Override
        public Optional<ItemTerms> item(ObjectSnapshot object) {
            ItemTerms.Builder terms =
                    ItemTerms.of(object.required("relevance"), object.required("customer"), CurrencyUnit.EUR);
            object.attribute("net").map(net -> Money.parse("EUR " + net)).ifPresent(terms::netValue);
            return Optional.of(terms.build());
        }
    }

    /** A date of a plan. */
    private static final class Planned extends TestKinds.Node {

        @Override
        public List<Attribute> attributes() {
            return List.of(
                    Attribute.reference("parent", "item", "Item.").mandatory(),
                    Attribute.of("value", Attribute.Type.DECIMAL, "Value."));
        }

        @Override
        public Optional<Money> planned(ObjectSnapshot object) {
            return object.attribute("value").map(value -> Money.parse("EUR " + value));
        }
    }
}
