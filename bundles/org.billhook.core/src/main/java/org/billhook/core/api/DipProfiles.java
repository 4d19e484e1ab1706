package org.billhook.core.api;

import java.util.List;
import java.util.Optional;
import org.billhook.core.dip.DipProfile;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Profiles of the dynamic item processor (2.2). A change is a new version; runs end on the versions they began with, and what was
 * billed by an older one is never billed again (D-79, G-15).
 */
@ProviderType
public interface DipProfiles {

    /**
     * Saves a profile; it counts from the next run on.
     *
     * @param profile with any version
     * @param expected version it was made on, 0 for a new one or one in place of a delivered one; another one is refused as STALE
     * @return the profile with its version
     * @throws BillhookException REFUSED with a finding per field that is wrong
     */
    DipProfile put(DipProfile profile, long expected, Actor actor);

    /** The newest version. */
    Optional<DipProfile> find(String id);

    /** A version of the past, or the newest. */
    Optional<DipProfile> find(String id, long version);

    /** The newest version of each, by id. */
    List<DipProfile> list();
}
