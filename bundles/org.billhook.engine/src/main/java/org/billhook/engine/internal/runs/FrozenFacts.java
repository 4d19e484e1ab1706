package org.billhook.engine.internal.runs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.spi.fact.Fact;
import org.billhook.core.spi.relevance.Facts;

/** The facts about one item, or why they could not be had. Immutable. */
final class FrozenFacts implements Facts {

    static final FrozenFacts NONE = new FrozenFacts(Map.of());

    private final Map<String, Map<String, String>> bySource;

    private FrozenFacts(Map<String, Map<String, String>> bySource) {
        this.bySource = bySource;
    }

    static FrozenFacts of(Map<String, List<Fact>> facts) {
        Map<String, Map<String, String>> bySource = new TreeMap<>();
        facts.forEach((source, all) -> {
            Map<String, String> values = new TreeMap<>();
            all.forEach(fact -> values.put(fact.name(), fact.value()));
            bySource.put(source, values);
        });
        return new FrozenFacts(bySource);
    }

    @Override
    public Optional<String> get(String factSource, String name) {
        return Optional.ofNullable(bySource.getOrDefault(factSource, Map.of()).get(name));
    }

    /** All of them in a fixed order, for the token of a preview. */
    @Override
    public String toString() {
        return bySource.toString();
    }
}
