package org.billhook.engine.internal.dip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.core.dip.Criteria;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.MaterialRow;
import org.billhook.core.dip.DipProfile.Transfer;
import org.billhook.engine.port.SettingsStore;

/** Reads DIP profiles, those that are delivered among them; a stored one comes before a delivered one of its id. */
public final class ProfileTables {

    static final String SECTION = "dip-profile";

    private static final int PAGE = 1000;

    /** Bills sources as what they are. */
    private static final DipProfile STANDARD =
            new DipProfile("STANDARD", 0, "Each source as what it is", List.of(), List.of(), List.of(), List.of());

    /** Bills at cost: one item of quantity 1. */
    private static final DipProfile COST = new DipProfile(
            "COST-PLUS",
            0,
            "All sources as one item at their cost",
            List.of(),
            List.of(),
            List.of(new MaterialRow(Criteria.ALL, false, Optional.empty(), false, Transfer.COST, Optional.empty())),
            List.of());

    private static final List<DipProfile> DELIVERED = List.of(STANDARD, COST);

    private ProfileTables() {}

    /** The newest version of each. */
    public static FrozenProfiles freeze(SettingsStore settings) {
        Map<String, DipProfile> profiles = new TreeMap<>();
        DELIVERED.forEach(profile -> profiles.put(profile.id(), profile));
        Optional<Page.Request> next = Optional.of(Page.Request.first(PAGE));
        while (next.isPresent()) {
            Page<Configuration> page = settings.newest(SECTION, next.get());
            page.items().forEach(stored -> profiles.put(stored.name(), read(stored)));
            next = page.next().map(after -> new Page.Request(Optional.of(after), PAGE));
        }
        return new FrozenProfiles(profiles.values());
    }

    /** Those versions. */
    public static FrozenProfiles at(SettingsStore settings, Map<String, Long> versions) {
        List<DipProfile> profiles = new ArrayList<>();
        versions.forEach((id, version) -> (version == 0
                        ? delivered(id)
                        : settings.version(SECTION, id, version).map(ProfileTables::read))
                .ifPresent(profiles::add));
        return new FrozenProfiles(profiles);
    }

    /** The newest version of one. */
    public static Optional<DipProfile> find(SettingsStore settings, String id) {
        return settings.newest(SECTION, id).map(ProfileTables::read).or(() -> delivered(id));
    }

    static Optional<DipProfile> delivered(String id) {
        return DELIVERED.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    static DipProfile read(Configuration stored) {
        return DipProfileText.read(stored.name(), stored.version(), stored.json());
    }
}
