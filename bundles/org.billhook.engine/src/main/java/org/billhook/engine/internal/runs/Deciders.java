package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.api.Requests.Decider;
import org.billhook.engine.internal.dip.FrozenProfiles;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;

/** The dictionary of the plugins that decide in a run; lines name them by their number in it. Immutable. */
final class Deciders {

    /** Roles as they stand in derivations, by SPI. */
    private static final Map<Spi<?>, String> ROLES = Map.of(
            Spi.RELEVANCE, "relevance",
            Spi.OBJECT, "object",
            Spi.FACT, "fact",
            Spi.DECISION, "decision",
            Spi.PRICE, "price",
            Spi.ADJUSTMENT, "adjustment");

    private static final String PROFILE = "dip-profile";

    private final List<Decider> all;
    private final Map<String, Integer> numbers = new HashMap<>();

    private Deciders(List<Decider> all, Snapshot plugins) {
        this.all = List.copyOf(all);
        for (Spi<?> spi : ROLES.keySet()) {
            for (Leased<?> plugin : ranked(plugins, spi)) {
                numbers.put(key(plugin), all.indexOf(decider(plugin)));
            }
        }
    }

    /** Those of the snapshot after those already in the dictionary, which keep their numbers. */
    static Deciders of(Snapshot plugins, List<Decider> before) {
        List<Decider> all = new ArrayList<>(before);
        for (Spi<?> spi : Spi.ALL) {
            if (ROLES.containsKey(spi)) {
                for (Leased<?> plugin : ranked(plugins, spi)) {
                    Decider decider = decider(plugin);
                    if (!all.contains(decider)) {
                        all.add(decider);
                    }
                }
            }
        }
        return new Deciders(all, plugins);
    }

    private static <S> List<Leased<S>> ranked(Snapshot plugins, Spi<S> spi) {
        return plugins.ranked(spi);
    }

    private static Decider decider(Leased<?> plugin) {
        return new Decider(
                ROLES.get(plugin.spi()), plugin.id(), plugin.bundle(), plugin.version(), plugin.settingsHash());
    }

    private static String key(Leased<?> plugin) {
        return ROLES.get(plugin.spi()) + "/" + plugin.id();
    }

    List<Decider> all() {
        return all;
    }

    /** The dictionary with the profiles as they are now after all that is in it already. */
    static List<Decider> with(List<Decider> before, FrozenProfiles profiles) {
        Map<String, Long> known = profiles(before);
        List<Decider> all = new ArrayList<>(before);
        profiles.versions().forEach((id, version) -> {
            if (!version.equals(known.get(id))) {
                all.add(new Decider(PROFILE, id, "", String.valueOf(version), ""));
            }
        });
        return List.copyOf(all);
    }

    /** Versions of the profiles in a dictionary, by id; the last one counts. */
    static Map<String, Long> profiles(List<Decider> deciders) {
        Map<String, Long> versions = new TreeMap<>();
        deciders.stream()
                .filter(decider -> decider.role().equals(PROFILE))
                .forEach(decider -> versions.put(decider.id(), Long.valueOf(decider.version())));
        return versions;
    }

    /** The two arguments of a decider step: role and number. */
    String step(Leased<?> plugin) {
        return ROLES.get(plugin.spi()) + "|" + numbers.get(key(plugin));
    }
}
