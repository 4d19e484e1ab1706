package org.billhook.engine.inmemory;

import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.api.Approvers;

/** Approvers by name. */
public final class Names implements Approvers {

    private final Set<String> names;

    public Names(String... names) {
        this.names = new TreeSet<>(Set.of(names));
    }

    public void add(String name) {
        names.add(name);
    }

    public void remove(String name) {
        names.remove(name);
    }

    @Override
    public boolean has(String name) {
        return names.contains(name);
    }

    @Override
    public boolean areSeveral() {
        return names.size() > 1;
    }

    @Override
    public boolean hasOtherThan(String name) {
        return names.stream().anyMatch(other -> !other.equals(name));
    }
}
