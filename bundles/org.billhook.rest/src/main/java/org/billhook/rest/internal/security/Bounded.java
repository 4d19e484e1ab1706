package org.billhook.rest.internal.security;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets what was not asked for the longest time. Not for more than one thread. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Bounded(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
