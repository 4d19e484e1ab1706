package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fact.Fact;
import org.billhook.core.spi.fact.FactSource;
import org.billhook.core.spi.relevance.BillingItem;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FactSource} must keep. It alone may reach outside, so it need not answer the same each time: give it an
 * outside that the test controls.
 */
public abstract class FactSourceContract {

    /** A new instance. */
    protected abstract FactSource subject();

    /** Items of which at least one has a fact. */
    protected abstract List<BillingItem> items();

    @Test
    void factsAreAboutItemsAskedFor() throws Exception {
        Set<ObjectRef> asked = items().stream().map(BillingItem::ref).collect(Collectors.toSet());
        List<Fact> facts = subject().fetch(items());
        assertThat(facts).as("facts of the items of this test").isNotEmpty();
        assertThat(asked).containsAll(facts.stream().map(Fact::object).toList());
    }

    @Test
    void oneFactHasOneValue() throws Exception {
        List<String> names = subject().fetch(items()).stream()
                .map(fact -> fact.object() + " " + fact.name())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void noItemsMeanNoFacts() throws Exception {
        assertThat(subject().fetch(List.of())).isEmpty();
    }

    @Test
    void severalThreadsCanAskAtOnce() {
        FactSource subject = subject();
        assertThatCode(() -> Repeats.fromSeveralThreads(() -> subject.fetch(items())))
                .doesNotThrowAnyException();
    }
}
