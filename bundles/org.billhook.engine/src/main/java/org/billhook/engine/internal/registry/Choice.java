package org.billhook.engine.internal.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;

/**
 * Who of several decides: the bundle that had the id first keeps it, and of its versions the best one. Remembers who has
 * an id; to be used under the lock of the registry.
 */
final class Choice {

    private final Map<Provider.Key, String> owners = new HashMap<>();

    /** @param candidates usable providers that may be active */
    List<Provider<?>> active(Collection<Provider<?>> candidates) {
        Map<Provider.Key, List<Provider<?>>> byKey = new HashMap<>();
        candidates.forEach(provider ->
                byKey.computeIfAbsent(provider.key(), key -> new ArrayList<>()).add(provider));
        owners.keySet().retainAll(byKey.keySet());
        List<Provider<?>> active = new ArrayList<>();
        byKey.forEach((key, rivals) -> active.add(best(key, rivals)));
        return active;
    }

    /** Why the provider is not active though it could be, where another bundle has its id. */
    Optional<Finding> taken(Provider<?> provider) {
        String owner = owners.get(provider.key());
        if (owner == null || owner.equals(provider.bundle())) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                "ID_TAKEN",
                "Bundle %s had the %s '%s' first; that of bundle %s is not used"
                        .formatted(owner, provider.spi().name(), provider.id(), provider.bundle())));
    }

    private Provider<?> best(Provider.Key key, List<Provider<?>> rivals) {
        String before = owners.get(key);
        String owner = rivals.stream().anyMatch(rival -> rival.bundle().equals(before))
                ? before
                : rivals.stream()
                        .min(Comparator.comparingLong(Provider::serviceId))
                        .orElseThrow()
                        .bundle();
        owners.put(key, owner);
        return rivals.stream()
                .filter(rival -> rival.bundle().equals(owner))
                .min(Provider.BEST_FIRST)
                .orElseThrow();
    }
}
