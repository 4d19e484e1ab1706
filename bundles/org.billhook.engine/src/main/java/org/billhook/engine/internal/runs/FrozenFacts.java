package org.billhook.engine.internal.runs;

import java.util.Map;
import java.util.Optional;
import org.billhook.core.spi.relevance.Facts;

/** The facts about one item, by fact source and name. Immutable. */
record FrozenFacts(Map<String, Map<String, String>> bySource) implements Facts {

    static final FrozenFacts NONE = new FrozenFacts(Map.of());

    @Override
    public Optional<String> get(String factSource, String name) {
        return Optional.ofNullable(bySource.getOrDefault(factSource, Map.of()).get(name));
    }
}
