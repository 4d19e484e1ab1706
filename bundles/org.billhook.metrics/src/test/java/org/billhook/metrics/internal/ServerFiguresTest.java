package org.billhook.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.billhook.core.api.Events;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Page;
import org.billhook.core.api.Plugins;
import org.billhook.core.model.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerFiguresTest {

    private final List<Event> chain = new ArrayList<>();
    private Map<String, Long> gauges = Map.of();
    private final Events events = stub(
            Events.class,
            (method, arguments) -> method.equals("last")
                    ? (Object) (long) chain.size()
                    : new Page<>(
                            chain.stream()
                                    .filter(event -> event.number() > (Long) arguments[0])
                                    .limit((Integer) arguments[1])
                                    .toList(),
                            Optional.empty()));
    private final Plugins plugins = stub(
            Plugins.class,
            (method, arguments) -> List.of(
                    version(Plugins.State.ACTIVE), version(Plugins.State.ACTIVE), version(Plugins.State.BROKEN)));
    private final Registered registered = new Registered(null) {
        @Override
        Map<String, Long> gauges() {
            return gauges;
        }

        @Override
        List<Finding> problems() {
            return List.of(Finding.error("A", "a"), Finding.warning("B", "b"), Finding.warning("C", "c"));
        }
    };
    private ServerFigures figures;

    @AfterEach
    void close() {
        figures.close();
    }

    @Test
    void eventsAndPostingsAreCountedFromTheStartOn() {
        happened("sources.posted", "{\"count\":9}");
        start();
        happened("sources.posted", "{\"count\":20}");
        happened("sources.posted", "{\"count\":5}");
        happened("run.done", "{}");

        assertThat(figures.scrape())
                .contains(
                        "billhook_postings_total 25.0",
                        "billhook_events_total{type=\"sources.posted\"} 2.0",
                        "billhook_events_total{type=\"run.done\"} 1.0");
        assertThat(figures.scrape()).as("once").contains("billhook_postings_total 25.0");
    }

    @Test
    void moreEventsThanAPageAreAllCounted() {
        start();
        for (int i = 0; i < 2_500; i++) {
            happened("request.created", "{}");
        }
        assertThat(figures.scrape()).contains("billhook_events_total{type=\"request.created\"} 2500.0");
    }

    @Test
    void gaugesTellHowItIsNow() {
        start();
        gauges = Map.of("database.connections.active", 3L, "jobs.waiting", 2L);
        assertThat(figures.scrape())
                .contains(
                        "billhook_jobs_waiting 2.0",
                        "billhook_plugins{state=\"ACTIVE\"} 2.0",
                        "billhook_plugins{state=\"BROKEN\"} 1.0",
                        "billhook_problems{severity=\"ERROR\"} 1.0",
                        "billhook_problems{severity=\"WARNING\"} 2.0",
                        "billhook_database_connections_active 3.0",
                        "jvm_memory_used_bytes");
        gauges = Map.of("jobs.waiting", 0L);
        assertThat(figures.scrape())
                .contains("billhook_jobs_waiting 0.0")
                .doesNotContain("billhook_database_connections_active 3");
    }

    private void start() {
        figures = new ServerFigures(events, plugins, registered);
    }

    private void happened(String type, String json) {
        chain.add(new Event(chain.size() + 1L, type, "x/1", json, Instant.EPOCH, "h"));
    }

    private static Plugins.Version version(Plugins.State state) {
        return new Plugins.Version("BillingRelevance", "a", "org.example", "1.0.0", "", 1, state, 0, List.of());
    }

    private static <S> S stub(Class<S> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName(), arguments)));
    }
}
