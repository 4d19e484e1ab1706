package org.billhook.store.internal.component;

import java.util.Map;

/**
 * What Derby has to know before it opens its first database; it reads system properties only. What an administrator set
 * stays.
 */
public final class DerbySettings {

    private static final Map<String, String> SETTINGS = Map.of(
            // above the postings of the largest root: a run must never lock whole tables
            "derby.locks.escalationThreshold", "100000000",
            // pages of 8 KiB: 64 MiB
            "derby.storage.pageCacheSize", "8000",
            "derby.locks.deadlockTimeout", "2",
            "derby.locks.waitTimeout", "60",
            // each full buffer is forced to disk while all wait: one or two for a page of a thousand rows, not fifty
            "derby.storage.logBufferSize", "1048576",
            "derby.language.statementCache.size", "400",
            "derby.infolog.append", "true");

    private DerbySettings() {}

    public static void apply() {
        SETTINGS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
