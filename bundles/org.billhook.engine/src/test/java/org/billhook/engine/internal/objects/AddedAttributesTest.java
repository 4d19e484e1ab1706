package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects.Kind;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.engine.internal.attributes.AttributesTwice;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.Test;

/** Attributes that bundles add to the kinds of a family are as those of the kind, while their bundle is there (law 4). */
class AddedAttributesTest extends ObjectsFixture {

    private static final Map<String, String> ITEM = Map.of("customer", "C1", "relevance", "itemized");

    private record Adding(String family, List<Attribute> attributes, Map<String, String> given)
            implements ItemAttributes {

        static Adding of(String name) {
            return new Adding(
                    TestKinds.Item.FAMILY,
                    List.of(Attribute.of(name, Attribute.Type.DECIMAL, "A rate.")
                            .percentage()),
                    Map.of(name, "12.5", "profile", "P"));
        }

        @Override
        public Map<String, String> defaults(ObjectInContext object) {
            return given;
        }

        @Override
        public List<Finding> validate(ObjectInContext object) {
            return object.object().attributes().containsValue("13")
                    ? List.of(Finding.error("UNLUCKY", "rate", "13 is no rate"))
                    : List.of();
        }
    }

    private List<String> names(String id) {
        return objects.kinds().stream()
                .filter(kind -> kind.id().equals(id))
                .flatMap(kind -> kind.attributes().stream().map(Attribute::name))
                .toList();
    }

    @Test
    void attributeIsThatOfTheKindsOfItsFamilyAlone() {
        plugins.with(Spi.ATTRIBUTES, "rates", Adding.of("rate"));
        assertThat(names("item")).endsWith("day", "rate").doesNotHaveDuplicates();
        assertThat(names("node")).doesNotContain("rate");
        assertThat(objects.kinds())
                .filteredOn(kind -> kind.id().equals("item"))
                .extracting(Kind::addedBy)
                .containsExactly(Map.of("rate", "test.rates"));
        StoredObject item = create("item/1", ITEM);
        assertThat(item.attributes())
                .as("nothing for what is another's")
                .doesNotContainKey("profile")
                .containsEntry("rate", "12.5");
        assertThat(field("item/1", "rate").value()).contains("12.5");
        assertThat(refusal(Type.REFUSED, () -> attribute("item/1", 1, "rate", "101")))
                .extracting(Finding::code)
                .containsExactly("INVALID_VALUE");
        assertThat(refusal(Type.REFUSED, () -> attribute("item/1", 1, "rate", "13")))
                .extracting(Finding::code)
                .containsExactly("UNLUCKY");
    }

    @Test
    void nameThatIsTakenIsNotAddedAndTold() {
        plugins.with(Spi.ATTRIBUTES, "b", Adding.of("rate"))
                .with(Spi.ATTRIBUTES, "a", Adding.of("rate"))
                .with(Spi.ATTRIBUTES, "c", Adding.of("quantity"))
                .with(Spi.ATTRIBUTES, "d", Adding.of("status"));
        assertThat(names("item")).doesNotHaveDuplicates().contains("rate").doesNotContain("status");
        assertThat(objects.kinds())
                .filteredOn(kind -> kind.id().equals("item"))
                .extracting(Kind::addedBy)
                .containsExactly(Map.of("rate", "test.a"));
        assertThat(new AttributesTwice(plugins).problems())
                .extracting(Finding::code, finding -> finding.field().orElseThrow(), Finding::message)
                .containsExactly(twice("rate", "b"), twice("quantity", "c"), twice("status", "d"));
    }

    private static Tuple twice(String name, String id) {
        return Assertions.tuple(
                "ATTRIBUTE_TWICE",
                name,
                "Kind 'item' has the attribute '%s' already, so that of '%s' of bundle test.%s 1.0.0 is not used"
                        .formatted(name, id, id));
    }

    @Test
    void valueWhoseOwnerIsAwayIsShownAndStays() {
        plugins.with(Spi.ATTRIBUTES, "rates", Adding.of("rate"));
        create("item/1", ITEM);
        plugins.away(Spi.ATTRIBUTES, "rates");
        assertThat(objects.get(ref("item/1")).attributes()).containsEntry("rate", "12.5");
        assertThat(field("item/1", "rate").value()).contains("12.5");
        for (String value : List.of("13", "")) {
            assertThat(refusal(Type.REFUSED, () -> attribute("item/1", 1, "rate", value)))
                    .as("set to '%s'", value)
                    .extracting(Finding::code)
                    .containsExactly("PLUGIN_AWAY");
        }
        assertThat(refusal(
                        Type.REFUSED,
                        () -> create("item/2", Map.of("customer", "C1", "relevance", "itemized", "rate", "1"))))
                .extracting(Finding::code)
                .containsExactly("PLUGIN_AWAY");
        assertThat(attribute("item/1", 1, "customer", "C2").attributes()).containsEntry("rate", "12.5");
    }
}
