package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class BillingObjectTypeContractTest {

    /** A ticket that heads its own root; the broken ones differ in one thing each. */
    private static class Sound implements BillingObjectType {
        @Override
        public List<Attribute> attributes() {
            return List.of(Attribute.of("customer", Type.TEXT, "Who is billed.").mandatory());
        }

        @Override
        public LifeCycle lifeCycle() {
            return new LifeCycle(
                    "OPEN", Map.of("OPEN", Phase.OPEN, "DONE", Phase.COMPLETED), Map.of("OPEN", Set.of("DONE")));
        }

        @Override
        public List<Finding> validate(ObjectInContext object) {
            return object.object().required("customer").equals("NOBODY")
                    ? List.of(Finding.error("NOBODY", "customer", "A ticket needs a customer"))
                    : List.of();
        }

        @Override
        public Placement place(ObjectInContext object) {
            return Placement.ownRoot();
        }

        @Override
        public Optional<ItemTerms> item(ObjectSnapshot object) {
            return Optional.of(ItemTerms.of("itemized", "C1", CurrencyUnit.EUR)
                    .priceSource("price-list")
                    .build());
        }
    }

    private static Set<String> failing(Supplier<BillingObjectType> subject) throws IllegalAccessException {
        return Contracts.failing(new BillingObjectTypeContract() {
            @Override
            protected BillingObjectType subject() {
                return subject.get();
            }

            @Override
            protected List<ObjectInContext> goodObjects() {
                return List.of(
                        SampleContext.creating(SampleObject.of("ticket/1").with("customer", "C1")));
            }

            @Override
            protected List<ObjectInContext> badObjects() {
                return List.of(
                        SampleContext.creating(SampleObject.of("ticket/1")),
                        SampleContext.creating(SampleObject.of("ticket/2").with("customer", "NOBODY")));
            }
        });
    }

    @Test
    void soundObjectTypePasses() throws Exception {
        assertThat(failing(Sound::new)).isEmpty();
    }

    @Test
    void attributeOfTwoMeaningsIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public List<Attribute> attributes() {
                        Attribute one = super.attributes().get(0);
                        return List.of(one, one.indexed());
                    }
                }))
                .containsExactly("attributesAreConstantAndOfOneNameEach");
    }

    @Test
    void statusThatNothingLeadsToIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public LifeCycle lifeCycle() {
                        return new LifeCycle("OPEN", Map.of("OPEN", Phase.OPEN, "DONE", Phase.COMPLETED), Map.of());
                    }
                }))
                .containsExactly("lifeCycleIsConstantAndEveryStatusCanBeReached");
    }

    @Test
    void refusalOfAGoodObjectIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public List<Finding> validate(ObjectInContext object) {
                        return List.of(Finding.error("NEVER", "It is never right"));
                    }
                }))
                .containsExactly("goodObjectsFitTheSchemaAndHaveNoError");
    }

    @Test
    void acceptanceOfABadObjectIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public List<Finding> validate(ObjectInContext object) {
                        return List.of();
                    }
                }))
                .containsExactly("badObjectsAreRefused");
    }

    @Test
    void findingOnUnknownFieldIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public List<Finding> validate(ObjectInContext object) {
                        return super.validate(object).stream()
                                .map(finding -> finding.withField("party"))
                                .toList();
                    }
                }))
                .containsExactly("findingsNameKnownFieldsOnly");
    }

    @Test
    void objectAboveItselfIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public Placement place(ObjectInContext object) {
                        return Placement.under(object.object().ref());
                    }
                }))
                .containsExactly("nothingStandsAboveOrBillsItself");
    }

    @Test
    void itemWithoutPartyIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public Optional<ItemTerms> item(ObjectSnapshot object) {
                        return Optional.of(
                                ItemTerms.of("itemized", " ", CurrencyUnit.EUR).build());
                    }
                }))
                .containsExactly("itemsSayHowAndToWhomTheyAreBilled");
    }

    @Test
    void twoOwnSourcesInOneSlotAreFound() throws Exception {
        OwnSource source = new OwnSource(
                "quantity",
                "item-quantity",
                Share.of(Quantity.of("1", Unit.PIECE)),
                java.time.LocalDate.of(2026, 1, 5),
                "Ticket",
                Map.of());
        assertThat(failing(() -> new Sound() {
                    @Override
                    public List<OwnSource> ownSources(ObjectSnapshot object) {
                        return List.of(source, source);
                    }
                }))
                .containsExactly("ownSourcesHaveOneSlotEachAndCanBePosted");
    }

    @Test
    void blankCharacteristicIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public Map<String, String> characteristics(ObjectSnapshot object) {
                        return Map.of("project", " ");
                    }
                }))
                .containsExactly("characteristicsHaveValues");
    }

    @Test
    void memoryBetweenCallsIsFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> new Sound() {
                    @Override
                    public ObjectRef revenueReceiver(ObjectSnapshot root) {
                        return new ObjectRef("ticket", "" + calls.incrementAndGet());
                    }
                }))
                .containsExactly("sameInputGivesSameOutput", "severalThreadsGetTheSameOutput");
    }
}
