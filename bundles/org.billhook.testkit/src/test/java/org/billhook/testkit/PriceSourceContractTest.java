package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;

class PriceSourceContractTest {

    private static final String ANSWERS = "everyDynamicItemIsAnsweredOnceInTheCurrencyOfTheItem";

    /** Ten euros for hours, no price for anything else; the broken ones differ in one thing each. */
    private static class Sound implements PriceSource {
        @Override
        public void price(PricePage page, PriceSink out) {
            for (int i = 0; i < page.dynamicItems().size(); i++) {
                one(i, page, out);
            }
        }

        void one(int index, PricePage page, PriceSink out) {
            if (page.dynamicItems().get(index).quantity().measure().isAmount()) {
                out.noPrice(index, "It is an amount");
            } else {
                out.conditions(index, List.of(rate("EUR 10", "sample")));
            }
        }
    }

    private static Condition rate(String amount, String origin) {
        return Condition.PerUnit.price(BigMoney.parse(amount), origin);
    }

    private static Set<String> failing(Supplier<PriceSource> subject) throws IllegalAccessException {
        return Contracts.failing(new PriceSourceContract() {
            @Override
            protected PriceSource subject() {
                return subject.get();
            }

            @Override
            protected List<PricePage> pages() {
                return List.of(SamplePricePage.of(
                        SampleItem.of("sales-order-item/1-10"),
                        SamplePrices.none(),
                        SampleSource.hours(1, "7.5"),
                        SampleSource.expense(2, "EUR 12.30")));
            }
        });
    }

    @Test
    void soundPriceSourcePasses() throws Exception {
        assertThat(failing(Sound::new)).isEmpty();
    }

    @Test
    void missingAnswerIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> {})).contains(ANSWERS, "pagesShowThatPricesAreFoundAndMissed");
    }

    @Test
    void secondAnswerIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(int index, PricePage page, PriceSink out) {
                        super.one(index, page, out);
                        super.one(index, page, out);
                    }
                }))
                .containsExactly(ANSWERS);
    }

    @Test
    void otherCurrencyIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(int index, PricePage page, PriceSink out) {
                        if (index == 0) {
                            out.conditions(index, List.of(rate("GBP 10", "sample")));
                        } else {
                            super.one(index, page, out);
                        }
                    }
                }))
                .containsExactly(ANSWERS);
    }

    @Test
    void missingOriginAndMissingReasonAreFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(int index, PricePage page, PriceSink out) {
                        if (index == 0) {
                            out.conditions(index, List.of(rate("EUR 10", "")));
                        } else {
                            super.one(index, page, out);
                        }
                    }
                }))
                .containsExactly(ANSWERS);
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(int index, PricePage page, PriceSink out) {
                        if (index == 1) {
                            out.noPrice(index, "");
                        } else {
                            super.one(index, page, out);
                        }
                    }
                }))
                .containsExactly(ANSWERS);
    }

    @Test
    void emptyConditionsAreFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(int index, PricePage page, PriceSink out) {
                        if (index == 1) {
                            out.conditions(index, List.of());
                        } else {
                            super.one(index, page, out);
                        }
                    }
                }))
                .contains(ANSWERS);
    }

    @Test
    void answerBeyondThePageIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public void price(PricePage page, PriceSink out) {
                        super.price(page, out);
                        out.noPrice(page.dynamicItems().size(), "There is none");
                    }
                }))
                .contains(ANSWERS, "emptyPageIsAnswered");
    }

    @Test
    void priceThatChangesFromCallToCallIsFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(int index, PricePage page, PriceSink out) {
                        if (index == 0) {
                            out.conditions(0, List.of(rate("EUR " + calls.incrementAndGet(), "sample")));
                        } else {
                            super.one(index, page, out);
                        }
                    }
                }))
                .containsExactly("sameInputGivesSameOutput", "severalThreadsGetTheSameOutput");
    }
}
