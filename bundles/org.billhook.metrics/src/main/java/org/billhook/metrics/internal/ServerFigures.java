package org.billhook.metrics.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.billhook.core.api.Events;
import org.billhook.core.api.Events.Event;
import org.billhook.core.api.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters, brought up to date when they are read. Counters follow the chain of events, so they count what was committed. They
 * begin at nought with each start, as Prometheus expects. Figures for people who watch, never for billing.
 */
final class ServerFigures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerFigures.class);
    private static final int PAGE = 1000;
    private static final String POSTED = "sources.posted";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final ObjectMapper json = new ObjectMapper();
    private final Events events;
    private final Plugins plugins;
    private final Registered registered;
    private final MultiGauge pluginsNow;
    private final MultiGauge problemsNow;
    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private long seen;

    /** Counts from here on; so the database must be there. */
    ServerFigures(Events events, Plugins plugins, Registered registered) {
        this.events = events;
        this.plugins = plugins;
        this.registered = registered;
        seen = events.last();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
        registry.counter("billhook.postings");
        pluginsNow = gauge("billhook.plugins", "Versions of plugins by state");
        problemsNow = gauge("billhook.problems", "What an administrator should mend, as /health lists it");
    }

    /** @throws org.billhook.core.api.BillhookException UNAVAILABLE while the database is away */
    synchronized String scrape() {
        count();
        pluginsNow.register(
                rows(plugins.list(), version -> Tags.of("state", version.state().name())), true);
        problemsNow.register(
                rows(
                        registered.problems(),
                        problem -> Tags.of("severity", problem.severity().name())),
                true);
        Map<String, Long> now = registered.gauges();
        now.keySet().forEach(name -> gauges.computeIfAbsent(name, gone -> gauge("billhook." + name, "As it is now")));
        gauges.forEach((name, gauge) ->
                gauge.register(now.containsKey(name) ? List.of(Row.of(Tags.empty(), now.get(name))) : List.of(), true));
        return registry.scrape();
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private void count() {
        List<Event> page = events.events(seen, PAGE).items();
        while (!page.isEmpty()) {
            page.forEach(this::count);
            seen = page.get(page.size() - 1).number();
            page = page.size() < PAGE ? List.of() : events.events(seen, PAGE).items();
        }
    }

    private void count(Event event) {
        registry.counter("billhook.events", "type", event.type()).increment();
        if (event.type().equals(POSTED)) {
            registry.counter("billhook.postings").increment(postings(event));
        }
    }

    private long postings(Event event) {
        try {
            return json.readTree(event.json()).path("count").asLong();
        } catch (JsonProcessingException e) {
            LOG.warn("Event can't be read, its postings are not counted event='{}'", event.number(), e);
            return 0;
        }
    }

    /** How many there are with the same tags. */
    private static <T> List<Row<?>> rows(Collection<T> all, Function<T, Tags> tags) {
        Map<Tags, Long> counted = all.stream().collect(Collectors.groupingBy(tags, Collectors.counting()));
        return counted.entrySet().stream()
                .<Row<?>>map(entry -> Row.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
