package org.billhook.object.salesorderitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesOrderItemTest extends BillingObjectTypeContract {

    private static final SampleObject ORDER =
            SampleObject.of("sales-order/4711").with("customer", "ACME").with("currency", "EUR");
    private static final SampleObject ELEMENT =
            SampleObject.of("wbs-element/PC2").with("billingElement", "true");
    private static final SampleObject ITEM = SampleObject.of("sales-order-item/4711-10")
            .with("order", "sales-order/4711")
            .with("itemNumber", "10")
            .with("customer", "ACME")
            .with("currency", "EUR")
            .with("billingRelevance", "on-completion");
    private static final SampleObject PIECES = ITEM.with("quantity", "3").with("unit", "C62");
    private static final SampleObject BILLING = ITEM.with("billingElement", "wbs-element/PC2");

    @Override
    protected BillingObjectType subject() {
        return new SalesOrderItem(SalesOrderItem.SeveralItems.FIRST_FOUND);
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                of(ITEM),
                of(PIECES.with("netPrice", "0").with("material", "TRAINING")),
                of(BILLING).naming("billingElement", ELEMENT),
                of(BILLING).naming("billingElement", ELEMENT).sharing("billingElement", "sales-order-item/4712-10"));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ITEM),
                of(ITEM.with("itemNumber", "20")),
                of(ITEM.with("itemNumber", "X")),
                of(ITEM.with("currency", "GBP")),
                of(PIECES.without("unit")),
                of(PIECES.with("unit", "pieces")),
                of(PIECES.with("quantity", "0")),
                of(PIECES.with("quantity", "-3")),
                of(PIECES.with("quantity", "1.0001")),
                of(ITEM.with("netPrice", "-0.01")),
                of(ITEM.with("upliftPercent", "-0.01")),
                of(ITEM.with("upliftPercent", "100.01")),
                of(BILLING),
                of(BILLING).naming("billingElement", ELEMENT.without("billingElement")));
    }

    private static final SampleObject CATEGORY = SampleObject.of("item-category/SVB1")
            .with("billingRelevance", "itemized")
            .with("dipProfile", "SV-TM")
            .with("description", "Time and material");

    @Test
    @Tag("R-20")
    void aCategoryGivesDefaultsToNewItems() {
        SampleObject item = ITEM.with("category", "item-category/SVB1");
        assertThat(subject().defaults(of(item).naming("category", CATEGORY)))
                .isEqualTo(Map.of(
                        "billingRelevance", "itemized", "dipProfile", "SV-TM", "customer", "ACME", "currency", "EUR"));
        assertThat(subject().defaults(of(ITEM))).isEqualTo(Map.of("customer", "ACME", "currency", "EUR"));
    }

    @Test
    @Tag("R-20")
    void anInactiveCategoryIsForNoNewItem() {
        SampleObject item = ITEM.with("category", "item-category/SVB1");
        SampleObject inactive = CATEGORY.in("INACTIVE", Phase.CLOSED);
        assertThat(subject().validate(of(item).naming("category", inactive)))
                .extracting(Finding::code)
                .containsExactly("CATEGORY_INACTIVE");
        assertThat(subject()
                        .validate(SampleContext.changing(item, item.with("material", "M"))
                                .naming("order", ORDER)
                                .naming("category", inactive)))
                .isEmpty();
    }

    private static SampleContext of(SampleObject item) {
        return SampleContext.creating(item).naming("order", ORDER);
    }

    private List<String> messages(ObjectInContext object) {
        return findings(object).stream().map(Finding::message).toList();
    }

    @Test
    @Tag("O-42")
    void itemWithBillingElementStandsUnderItAndBillsIt() {
        ObjectRef element = new ObjectRef("wbs-element", "PC2");
        assertThat(subject().place(of(BILLING))).isEqualTo(Placement.under(element));
        assertThat(subject().item(BILLING).flatMap(ItemTerms::bills)).contains(element);
    }

    @Test
    @Tag("O-15")
    void itemWithoutBillingElementHeadsItsOwnRoot() {
        assertThat(subject().place(of(ITEM))).isEqualTo(Placement.ownRoot());
        assertThat(subject().item(ITEM).flatMap(ItemTerms::bills)).isEmpty();
    }

    @Test
    @Tag("O-11")
    @Tag("O-50")
    void revenueOfAnItemStaysOnTheItem() {
        assertThat(subject().revenueReceiver(ITEM)).isEqualTo(ITEM.ref());
    }

    @Test
    @Tag("R-6")
    void itemSaysHowItIsBilledToWhomInWhichCurrency() {
        ItemTerms terms = subject().item(ITEM.with("dipProfile", "STD")).orElseThrow();
        assertThat(terms.relevance()).isEqualTo("on-completion");
        assertThat(terms.party()).isEqualTo("ACME");
        assertThat(terms.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(terms.dipProfile()).contains("STD");
    }

    @Test
    @Tag("I-6")
    void upliftIsAPercentageFromZeroToHundred() {
        assertThat(messages(of(ITEM.with("upliftPercent", "0")))).isEmpty();
        assertThat(messages(of(ITEM.with("upliftPercent", "100")))).isEmpty();
        assertThat(messages(of(ITEM.with("upliftPercent", "100.01"))))
                .containsExactly("'upliftPercent' must be from 0 to 100, not 100.01");
    }

    @Test
    @Tag("R-13a")
    void anItemWithAnUpliftIsBilledAtCost() {
        assertThat(subject()
                        .item(ITEM.with("upliftPercent", "15"))
                        .orElseThrow()
                        .priceSources())
                .containsExactly("cost-plus", "price-list", "posted-amount");
    }

    @Test
    void netPriceOfTheItemComesBeforePriceListAndPostedAmount() {
        assertThat(subject().item(ITEM).orElseThrow().priceSources()).containsExactly("price-list", "posted-amount");
        assertThat(subject().item(ITEM.with("netPrice", "10")).orElseThrow().priceSources())
                .containsExactly("item-net-price", "price-list", "posted-amount");
    }

    @Test
    void itemNamesItsPriceSourcesInOrder() {
        assertThat(subject()
                        .item(ITEM.with("priceSources", "acme-rates, price-list,"))
                        .orElseThrow()
                        .priceSources())
                .containsExactly("acme-rates", "price-list");
    }

    @ParameterizedTest
    @Tag("O-44")
    @CsvSource({"true, false", "false, true"})
    void rejectedItemTakesNoPart(String rejected, boolean active) {
        assertThat(subject().item(ITEM.with("rejected", rejected)).orElseThrow().active())
                .isEqualTo(active);
        assertThat(subject().item(ITEM).orElseThrow().active()).isTrue();
    }

    @Test
    @Tag("R-12")
    void quantityIsASourceOfTheItemItself() {
        SampleObject item = PIECES.with("material", "TRAINING")
                .with("serviceDate", "2026-03-31")
                .with("description", "Training, three days");
        OwnSource source = subject().ownSources(item).get(0);
        assertThat(source.slot()).isEqualTo("quantity");
        assertThat(source.kind()).isEqualTo("item-quantity");
        assertThat(source.posted()).hasToString("3 C62");
        assertThat(source.serviceDate()).isEqualTo("2026-03-31");
        assertThat(source.text()).isEqualTo("Training, three days");
        assertThat(source.characteristics()).isEqualTo(Map.of("material", "TRAINING"));
    }

    @Test
    void quantityWithoutServiceDateIsDueAtAnyKeyDate() {
        assertThat(subject().ownSources(PIECES).get(0).serviceDate()).isEqualTo("1970-01-01");
        assertThat(subject().ownSources(PIECES).get(0).text()).isEqualTo("4711-10");
    }

    @Test
    void itemWithoutQuantityHasNoSource() {
        assertThat(subject().ownSources(ITEM)).isEmpty();
    }

    @Test
    @Tag("O-43")
    void itBillsItsElementAloneOnlyWhereTheInstallationWantsItSo() {
        assertThat(subject().item(BILLING).orElseThrow().exclusive()).isFalse();
        assertThat(new SalesOrderItem(SalesOrderItem.SeveralItems.REFUSE)
                        .item(BILLING)
                        .orElseThrow()
                        .exclusive())
                .isTrue();
    }

    @Test
    @Tag("O-47")
    void elementWithoutTheFlagCantBeBilled() {
        assertThat(messages(of(BILLING).naming("billingElement", ELEMENT.without("billingElement"))))
                .containsExactly("wbs-element/PC2 is not flagged as billing element");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        SampleObject wrong = ITEM.with("quantity", "0").with("netPrice", "-1").with("unit", "pieces");
        assertThat(messages(of(wrong)))
                .containsExactly(
                        "'quantity' must be above 0, not 0",
                        "'unit': Unit 'pieces' is not a code of 1 to 8 upper-case letters and digits",
                        "'netPrice' must be 0 or more, not -1");
        SampleObject together = ITEM.with("itemNumber", "20").with("quantity", "1");
        assertThat(messages(of(together)))
                .containsExactly(
                        "Key 4711-10 must be 4711-20: order, hyphen, item number",
                        "A quantity needs a unit, such as C62 or HUR");
    }

    @ParameterizedTest
    @Tag("G-3")
    @Tag("R-22")
    @CsvSource({
        "OPEN, IN_PROCESS, true",
        "OPEN, RELEASED, true",
        "IN_PROCESS, RELEASED, true",
        "RELEASED, COMPLETED, true",
        "COMPLETED, IN_PROCESS, true",
        "RELEASED, IN_PROCESS, false",
        "RELEASED, OPEN, false",
        "COMPLETED, OPEN, false",
    })
    void releasedGoesBackOnlyThroughCompleted(String from, String to, boolean allowed) {
        assertThat(subject().lifeCycle().allows(from, to)).isEqualTo(allowed);
    }

    @Test
    @Tag("G-3")
    void refusalNamesTheWayBack() {
        LifeCycle lifeCycle = subject().lifeCycle();
        assertThat(lifeCycle.refusal("RELEASED", "IN_PROCESS").orElseThrow().message())
                .isEqualTo("Status RELEASED can't become IN_PROCESS directly: the way is COMPLETED, IN_PROCESS");
    }

    @Test
    void statusesMapOnPhases() {
        assertThat(subject().lifeCycle().phases())
                .isEqualTo(Map.of(
                        "OPEN", Phase.OPEN,
                        "IN_PROCESS", Phase.IN_PROCESS,
                        "RELEASED", Phase.RELEASED,
                        "COMPLETED", Phase.COMPLETED));
    }

    @Test
    @Tag("G-2")
    void whatBilledQuantitiesDependOnIsLockedOnceBilled() {
        assertThat(subject().attributes().stream()
                        .filter(Attribute::lockedOnceBilled)
                        .map(Attribute::name)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "customer", "billingRelevance", "billingElement", "unit", "dipProfile", "upliftPercent");
    }

    @Test
    @Tag("R-11")
    @Tag("G-20")
    void whatIsAgreedIsQuantityTimesPriceRoundedAsItsLineIs() {
        assertThat(subject().item(PIECES).orElseThrow().netValue()).isEmpty();
        // 3 at 0.335 are 1.005
        assertThat(subject()
                        .item(PIECES.with("netPrice", "0.335"))
                        .orElseThrow()
                        .netValue())
                .hasToString("Optional[EUR 1.01]");
    }

    @Test
    @Tag("D-75")
    void aBillingBlockIsToldWithItsReason() {
        assertThat(subject().billingBlock(ITEM)).isEmpty();
        assertThat(subject().billingBlock(ITEM.with("billingBlock", "02")).map(Finding::message))
                .contains("sales-order-item/4711-10 is blocked for billing: 02. Clear its billing block to bill it");
    }
}
