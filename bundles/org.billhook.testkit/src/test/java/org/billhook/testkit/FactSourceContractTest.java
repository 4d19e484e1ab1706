package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fact.Fact;
import org.billhook.core.spi.fact.FactSource;
import org.billhook.core.spi.relevance.BillingItem;
import org.junit.jupiter.api.Test;

class FactSourceContractTest {

    private static Set<String> failing(Supplier<FactSource> subject) throws IllegalAccessException {
        return Contracts.failing(new FactSourceContract() {
            @Override
            protected FactSource subject() {
                return subject.get();
            }

            @Override
            protected List<BillingItem> items() {
                return List.of(SampleItem.of("sales-order-item/1-10"), SampleItem.of("sales-order-item/1-20"));
            }
        });
    }

    private static Fact valid(ObjectRef ref) {
        return new Fact(ref, "vat-id", "valid");
    }

    @Test
    void soundFactSourcePasses() throws Exception {
        assertThat(failing(() ->
                        items -> items.stream().map(item -> valid(item.ref())).toList()))
                .isEmpty();
    }

    @Test
    void factOfAnotherObjectIsFound() throws Exception {
        assertThat(failing(() -> items -> List.of(valid(new ObjectRef("sales-order-item", "9-10")))))
                .containsExactly("factsAreAboutItemsAskedFor", "noItemsMeanNoFacts");
    }

    @Test
    void factWithTwoValuesIsFound() throws Exception {
        assertThat(failing(() -> items -> items.stream()
                        .flatMap(item -> List.of(valid(item.ref()), new Fact(item.ref(), "vat-id", "unknown")).stream())
                        .toList()))
                .containsExactly("oneFactHasOneValue");
    }

    @Test
    void sourceForOneThreadOnlyIsFound() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        assertThat(failing(() -> items -> {
                    if (inside.incrementAndGet() > 1) {
                        throw new IllegalStateException("Someone is in here");
                    }
                    Thread.sleep(2);
                    inside.decrementAndGet();
                    return items.stream().map(item -> valid(item.ref())).toList();
                }))
                .contains("severalThreadsCanAskAtOnce");
    }
}
