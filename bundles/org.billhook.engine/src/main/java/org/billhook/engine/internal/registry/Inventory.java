package org.billhook.engine.internal.registry;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.billhook.core.api.Plugins;

/** The registry as whoever installs plugins sees it: everything that is registered, and the exchange of bundles. */
public interface Inventory {

    /** Every service of every plugin bundle, by SPI, id and version. */
    List<Plugins.Version> list();

    /** Digest of what is active now. */
    String generation();

    /** Keeps what the bundle registers from becoming active until {@link #swap}. */
    void stage(long bundleId);

    /** Forgets that the bundle was staged or withdrawn, after it is gone. */
    void forget(long bundleId);

    /** Makes all services of a staged bundle active and those of others inactive, at one moment. */
    void swap(long stagedBundleId, Set<Long> leavingBundleIds);

    /** Keeps what the bundle registers from being active from now on. */
    void withdraw(long bundleId);

    /** Completes, on some thread, when no snapshot holds anything of the bundle and it is not active. */
    CompletableFuture<Void> drained(long bundleId);
}
