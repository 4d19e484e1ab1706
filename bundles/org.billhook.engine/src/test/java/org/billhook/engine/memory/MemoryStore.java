package org.billhook.engine.memory;

import java.lang.reflect.Proxy;
import org.billhook.engine.port.ImportStore;
import org.billhook.engine.port.JobStore;
import org.billhook.engine.port.LedgerStore;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.RequestStore;
import org.billhook.engine.port.RunStore;
import org.billhook.engine.port.SettingsStore;
import org.billhook.engine.port.Store;

/** As much of a store in memory as unit tests of services need; the real one is tested in its own bundle. */
public final class MemoryStore implements Store {

    private final MemoryObjects objects;
    private final MemorySources sources;
    private final MemorySettings settings;
    private final MemoryJobs jobs;
    private final MemoryLog log;

    public MemoryStore() {
        this(new MemoryObjects(), new MemorySources(), new MemorySettings(), new MemoryJobs(), new MemoryLog());
    }

    private MemoryStore(
            MemoryObjects objects, MemorySources sources, MemorySettings settings, MemoryJobs jobs, MemoryLog log) {
        this.objects = objects;
        this.sources = sources;
        this.settings = settings;
        this.jobs = jobs;
        this.log = log;
        objects.seeing(sources);
        sources.seeing(objects);
    }

    MemoryStore copy() {
        return new MemoryStore(objects.copy(), sources.copy(), settings.copy(), jobs.copy(), log.copy());
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public MemorySources sources() {
        return sources;
    }

    @Override
    public LedgerStore ledger() {
        return sources;
    }

    @Override
    public RunStore runs() {
        throw new UnsupportedOperationException("No runs in memory");
    }

    @Override
    public RequestStore requests() {
        return (RequestStore) Proxy.newProxyInstance(
                RequestStore.class.getClassLoader(),
                new Class<?>[] {RequestStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("stands")) {
                        return sources.itemsWithRequests().contains(arguments[0]);
                    }
                    throw new UnsupportedOperationException("No requests in memory: " + method);
                });
    }

    @Override
    public SettingsStore settings() {
        return settings;
    }

    @Override
    public JobStore jobs() {
        return jobs;
    }

    @Override
    public ImportStore imports() {
        throw new UnsupportedOperationException("No imports in memory");
    }

    @Override
    public MemoryLog log() {
        return log;
    }
}
