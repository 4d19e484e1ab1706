package org.billhook.engine.internal.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Incumbents.Incumbent;
import org.osgi.framework.Version;

/**
 * Who of several decides: the bundle that had the id first keeps it, and of its versions the highest. A bundle that is only
 * away, since it is updated, restarted or broken, keeps its ids meanwhile: nobody decides, and no lower version or other
 * bundle steps in, until it is back or taken away (law 4). To be used under the lock of the registry.
 */
final class Choice {

    /** Tells which bundles may still bring a plugin that is not there now. */
    interface Absent {
        /** @return version of the bundle; empty if it is not to bring that plugin any more */
        Optional<Version> version(long bundleId, Provider.Key key);
    }

    private final Incumbents incumbents;
    private final Absent absent;
    private final Set<Provider.Key> vacant = new HashSet<>();

    Choice(Incumbents incumbents, Absent absent) {
        this.incumbents = incumbents;
        this.absent = absent;
    }

    /** @param candidates usable providers that may be active */
    List<Provider<?>> active(Collection<Provider<?>> candidates) {
        Map<Provider.Key, List<Provider<?>>> byKey = new HashMap<>();
        candidates.forEach(provider ->
                byKey.computeIfAbsent(provider.key(), key -> new ArrayList<>()).add(provider));
        incumbents.keys().forEach(key -> byKey.computeIfAbsent(key, none -> List.of()));
        vacant.clear();
        List<Provider<?>> active = new ArrayList<>();
        byKey.forEach((key, rivals) -> choose(key, rivals).ifPresent(active::add));
        incumbents.save();
        return active;
    }

    /** Lets whoever is there have the id; one that has it stays. */
    void free(Provider.Key key) {
        incumbents.remove(key);
    }

    /** Whether a bundle keeps ids although it brings no plugin for them now. */
    boolean isAway(long bundleId) {
        return vacant.stream().anyMatch(key -> incumbents.of(key).orElseThrow().bundleId() == bundleId);
    }

    /** Why the provider is not active though it could be. */
    Optional<Finding> shadow(Provider<?> provider) {
        Optional<Incumbent> owner = incumbents.of(provider.key());
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        String name = owner.get().bundle();
        if (!name.equals(provider.bundle())) {
            return Optional.of(Finding.warning(
                    "ID_TAKEN",
                    "Bundle %s had the %s '%s' first; that of bundle %s is not used"
                            .formatted(name, provider.spi().name(), provider.id(), provider.bundle())));
        }
        if (vacant.contains(provider.key()) && owner.get().bundleId() != provider.bundleId()) {
            return Optional.of(Finding.warning(
                    "HELD_BACK",
                    ("A higher version of bundle %s has the %s '%s' and is away; "
                                    + "start or mend it, or take it away so that version %s decides")
                            .formatted(name, provider.spi().name(), provider.id(), provider.version())));
        }
        return Optional.empty();
    }

    private Optional<Provider<?>> choose(Provider.Key key, List<Provider<?>> rivals) {
        Optional<Incumbent> before = incumbents.of(key);
        Optional<Version> away = before.filter(
                        owner -> rivals.stream().noneMatch(rival -> rival.bundleId() == owner.bundleId()))
                .flatMap(owner -> absent.version(owner.bundleId(), key));
        Optional<Provider<?>> best = best(rivals, before, away.isPresent());
        if (away.isPresent() && (best.isEmpty() || best.get().version().compareTo(away.get()) <= 0)) {
            vacant.add(key);
            return Optional.empty();
        }
        best.ifPresentOrElse(next -> incumbents.put(key, Incumbent.of(next)), () -> incumbents.remove(key));
        return best;
    }

    private static Optional<Provider<?>> best(
            List<Provider<?>> rivals, Optional<Incumbent> before, boolean ownerReturns) {
        Optional<String> owner = before.map(Incumbent::bundle);
        boolean kept = ownerReturns || rivals.stream().anyMatch(rival -> owner.equals(Optional.of(rival.bundle())));
        Optional<String> name = kept
                ? owner
                : rivals.stream()
                        .min(Comparator.comparingLong(Provider::serviceId))
                        .map(Provider::bundle);
        return rivals.stream()
                .filter(rival -> name.equals(Optional.of(rival.bundle())))
                .min(Provider.BEST_FIRST);
    }
}
