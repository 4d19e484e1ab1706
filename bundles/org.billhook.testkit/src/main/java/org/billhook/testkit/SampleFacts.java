package org.billhook.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.spi.relevance.Facts;

/** Facts about one object, for tests. Immutable: every method that changes something gives a new one. */
public final class SampleFacts implements Facts {

    private final Map<String, String> values;

    private SampleFacts(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public static SampleFacts none() {
        return new SampleFacts(Map.of());
    }

    public SampleFacts with(String factSource, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(factSource + "/" + name, value);
        return new SampleFacts(more);
    }

    @Override
    public Optional<String> get(String factSource, String name) {
        return Optional.ofNullable(values.get(factSource + "/" + name));
    }
}
