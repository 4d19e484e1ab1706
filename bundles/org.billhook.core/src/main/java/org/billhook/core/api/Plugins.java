package org.billhook.core.api;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rule plugins of the running server: which version decides, what else is installed, and the exchange of one for
 * another while billing goes on.
 */
@ProviderType
public interface Plugins {

    /** State of one installed version of one plugin. */
    enum State {
        /** New runs use it. */
        ACTIVE,
        /** Runs that began with it still end on it. */
        DRAINING,
        /** Installed, but another version or bundle has the id. */
        SHADOWED,
        /** It did not start or did not pass its self-check. */
        BROKEN,
        /** Nobody decides by the id, though this version has: its bundle is stopped, updated, broken or gone. */
        AWAY
    }

    /**
     * @param spi simple name of the SPI, for example {@code BillingRelevance}
     * @param settings digest of its configuration; another one decides otherwise
     * @param bundleId -1 for an id that is AWAY
     * @param leases runs and calls that hold it now
     */
    record Version(
            String spi,
            String id,
            String bundle,
            String version,
            String settings,
            long bundleId,
            State state,
            long leases,
            List<Finding> findings) {}

    /** What came of an upload. */
    record Swap(String bundle, String newVersion, List<String> oldVersions, List<Version> services) {}

    /** Everything installed, and the ids that are away, by SPI, id and version. */
    List<Version> list();

    /** Digest of what is active and takes part in billing, so without the field checks; runs and previews carry it. */
    String generation();

    /**
     * Installs a bundle beside the versions that are there, starts it, checks it, and only then makes it active; old versions
     * leave when their leases are over. On any failure the new one goes and the old never left. Ends when the new version
     * is active; draining goes on.
     *
     * @throws BillhookException UNREADABLE if it is no bundle; REFUSED if it imports more than it may, does not start, or does
     *     not pass its self-check; CONFLICT if that version is there already
     */
    Swap install(InputStream jar, Actor actor);

    /**
     * Takes away one version, after its leases. Ids of it by which nobody else decides are away from then on, and what they
     * decide waits, unless they are retired in the same step.
     *
     * @param retire why its ids are to be retired; empty to leave them away
     * @return ids that it leaves away
     * @throws BillhookException UNKNOWN if it is not installed; REFUSED if it is no plugin, or others use its classes
     */
    List<Version> uninstall(String bundle, String version, Optional<String> retire, Actor actor);

    /**
     * Waits no more for an id that is away: billing and fields go on without it, until a plugin of that id is there again. Written
     * to the change log and the events.
     *
     * @param spi simple name of the SPI, for example {@code BillingAdjustment}
     * @param reason 1 to 500 characters
     * @throws BillhookException UNKNOWN if no plugin has decided by the id; CONFLICT if one decides by it now; REFUSED without a
     *     reason
     */
    void retire(String spi, String id, String reason, Actor actor);
}
