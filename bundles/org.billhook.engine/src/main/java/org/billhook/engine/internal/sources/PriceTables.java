package org.billhook.engine.internal.sources;

import org.billhook.engine.port.SettingsStore;

/** Freezes the price lists; the newest version asked for is kept and read once only. Safe on any thread. */
public final class PriceTables {

    private volatile FrozenPrices newest;

    /** The price lists as they stand now. */
    public FrozenPrices freeze(SettingsStore settings) {
        return at(settings, settings.pricesVersion());
    }

    /** The price lists as they stood at a version. */
    public FrozenPrices at(SettingsStore settings, long version) {
        FrozenPrices known = newest;
        if (known == null || known.version() != version) {
            known = new FrozenPrices(version, settings.pricesAt(version));
            newest = known;
        }
        return known;
    }
}
