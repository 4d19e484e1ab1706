package org.billhook.imports.internal.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;

/** Configurations in memory, all versions. */
final class FakeConfigurations implements Configurations {

    private final Map<String, List<Configuration>> versions = new TreeMap<>();

    @Override
    public Configuration put(String section, String name, long expected, String json, Actor actor) {
        List<Configuration> known = versions.computeIfAbsent(name, key -> new ArrayList<>());
        if (expected != known.size()) {
            throw new BillhookException(BillhookException.Type.STALE, Finding.error("STALE", "changed meanwhile"));
        }
        Configuration added = new Configuration(section, name, expected + 1, json, actor.name(), Instant.EPOCH);
        known.add(added);
        return added;
    }

    @Override
    public Optional<Configuration> find(String section, String name) {
        List<Configuration> known = versions.getOrDefault(name, List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() - 1));
    }

    @Override
    public Optional<Configuration> find(String section, String name, long version) {
        return versions.getOrDefault(name, List.of()).stream()
                .filter(each -> each.version() == version)
                .findFirst();
    }

    @Override
    public Page<Configuration> list(String section, Page.Request page) {
        return new Page<>(
                versions.keySet().stream()
                        .map(name -> find(section, name).orElseThrow())
                        .toList(),
                Optional.empty());
    }
}
