package org.billhook.engine.inmemory;

import java.util.List;
import org.billhook.engine.port.PluginStore;

final class MemoryPlugins implements PluginStore {

    private final Undo.Table<String, KnownId> known;
    private final MemoryStore store;

    MemoryPlugins(Undo undo, MemoryStore store) {
        known = undo.table();
        this.store = store;
    }

    @Override
    public List<KnownId> known() {
        return List.copyOf(known.rows().values());
    }

    @Override
    public void put(List<KnownId> ids) {
        store.write("plugins.put");
        ids.forEach(id -> known.put(id.spi() + " " + id.id(), id));
    }

    @Override
    public void forget(String spi, String id) {
        store.write("plugins.forget");
        known.remove(spi + " " + id);
    }
}
