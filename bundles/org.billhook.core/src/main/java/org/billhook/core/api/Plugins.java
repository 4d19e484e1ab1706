package org.billhook.core.api;

import java.io.InputStream;
import java.util.List;
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
        BROKEN
    }

    /**
     * @param spi simple name of the SPI, for example {@code BillingRelevance}
     * @param settings digest of its configuration; another one decides otherwise
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

    /** Everything installed, by SPI, id and version. */
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

    /** Takes away one version, after its leases; if it is the only one, its items wait from now on. */
    void uninstall(String bundle, String version, Actor actor);
}
