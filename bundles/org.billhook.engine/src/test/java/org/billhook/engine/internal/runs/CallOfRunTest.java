package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.calls.CallName;
import org.billhook.engine.internal.jobs.ThreadMdc;
import org.junit.jupiter.api.Test;

class CallOfRunTest {

    /** Lines of the log that a root leaves are found by the call that began the run. */
    @Test
    void workersOfARunWorkForTheCallThatBeganIt() throws ReflectiveOperationException {
        ThreadMdc.use();
        Collection<Optional<String>> calls = new ConcurrentLinkedQueue<>();
        Billing billing = new Billing().relevance(Relevances.of((item, out) -> {
            calls.add(CallName.current());
            item.openSources().forEach(source -> out.propose(DynamicItem.of(source)));
        }));
        billing.workers = 2;
        billing.hours(billing.project("A"), "a", "8");
        billing.hours(billing.project("B"), "b", "8");

        CallName.during(Optional.of("month-end.7"), billing::run);

        assertThat(calls).isNotEmpty().containsOnly(Optional.of("month-end.7"));
    }
}
