package org.billhook.engine.internal.sources;

import org.billhook.engine.port.SettingsStore;

/** Freezes the price lists; the same version is read once only. Safe on any thread. */
public final class PriceTables {

    private volatile FrozenPrices newest;

    public FrozenPrices freeze(SettingsStore settings) {
        long version = settings.pricesVersion();
        FrozenPrices known = newest;
        if (known == null || known.version() != version) {
            known = new FrozenPrices(version, settings.allPrices());
            newest = known;
        }
        return known;
    }
}
