package org.billhook.engine.internal.dip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.dip.DipProfile;

/** All DIP profiles, each at one version. Immutable. */
public final class FrozenProfiles {

    /** Version of no saved profile, so that what is tried is never billed. */
    private static final long UNSAVED = -1;

    private final Map<String, DipProfile> byId = new TreeMap<>();

    public FrozenProfiles(Collection<DipProfile> profiles) {
        profiles.forEach(profile -> byId.put(profile.id(), profile));
    }

    public Optional<DipProfile> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The same with one more, or another one of its id, that no version was saved of. */
    public FrozenProfiles trying(DipProfile trial) {
        List<DipProfile> all = new ArrayList<>(byId.values());
        all.add(new DipProfile(
                trial.id(),
                UNSAVED,
                trial.text(),
                trial.characteristics(),
                trial.sources(),
                trial.materials(),
                trial.usages()));
        return new FrozenProfiles(all);
    }

    /** Whether one of them was never saved. */
    public boolean isTrial() {
        return byId.values().stream().anyMatch(profile -> profile.version() == UNSAVED);
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
