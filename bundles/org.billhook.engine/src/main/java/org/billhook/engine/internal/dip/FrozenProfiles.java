package org.billhook.engine.internal.dip;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.dip.DipProfile;

/** All DIP profiles, each at one version. Immutable. */
public final class FrozenProfiles {

    private final Map<String, DipProfile> byId = new TreeMap<>();

    public FrozenProfiles(Collection<DipProfile> profiles) {
        profiles.forEach(profile -> byId.put(profile.id(), profile));
    }

    public Optional<DipProfile> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Ids in their order. */
    public Collection<String> ids() {
        return new TreeSet<>(byId.keySet());
    }

    /** Versions by id. */
    public Map<String, Long> versions() {
        Map<String, Long> versions = new TreeMap<>();
        byId.forEach((id, profile) -> versions.put(id, profile.version()));
        return versions;
    }
}
