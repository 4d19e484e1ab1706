package org.billhook.engine.inmemory;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.billhook.core.api.Events.Change;
import org.billhook.engine.port.AuditStore;
import org.billhook.engine.port.ExpenditureStore;
import org.billhook.engine.port.ImportStore;
import org.billhook.engine.port.JobStore;
import org.billhook.engine.port.LedgerStore;
import org.billhook.engine.port.LogStore;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.PluginStore;
import org.billhook.engine.port.ProposalStore;
import org.billhook.engine.port.RequestStore;
import org.billhook.engine.port.RunStore;
import org.billhook.engine.port.SecondFactorStore;
import org.billhook.engine.port.SettingsStore;
import org.billhook.engine.port.SourceStore;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;

/**
 * A store in memory for unit tests: one transaction at a time, rolled back when it throws. Keeps the law of the ledger
 * through {@link org.billhook.core.ledger.Balance}. Not a model of a database's locks.
 */
public final class MemoryStore implements Transactions, Store {

    private final Undo undo = new Undo();
    private final MemoryObjects objects = new MemoryObjects(undo, this);
    final MemorySources sources = new MemorySources(undo, this);
    private final MemoryLedger ledger = new MemoryLedger(undo, this);
    private final MemoryRuns runs = new MemoryRuns(undo);
    private final MemoryRequests requests = new MemoryRequests(undo, this);
    private final MemoryExpenditures expenditures = new MemoryExpenditures(undo);
    private final MemorySettings settings = new MemorySettings(undo);
    private final MemoryPlugins plugins = new MemoryPlugins(undo, this);
    private final MemoryJobs jobs = new MemoryJobs(undo);
    private final MemoryImports imports = new MemoryImports(undo);
    private final MemoryProposals proposals = new MemoryProposals(undo);
    private final MemorySecondFactors secondFactors = new MemorySecondFactors(undo);
    private final MemoryLog log = new MemoryLog(undo);
    private boolean busy;
    private Consumer<String> fault = name -> {};

    /** The change log, oldest first. */
    public List<Change> changes() {
        return log.changes();
    }

    /** Called with the name of every write; what it throws is what the database refuses. */
    public void failWith(Consumer<String> writes) {
        fault = writes;
    }

    void write(String name) {
        fault.accept(name);
    }

    @Override
    public synchronized <T> T call(Function<Store, T> work) {
        if (busy) {
            throw new IllegalStateException("Transactions must not be nested");
        }
        busy = true;
        undo.begin();
        try {
            T result = work.apply(this);
            fault.accept("commit");
            return result;
        } catch (RuntimeException | Error e) {
            undo.rollback();
            throw e;
        } finally {
            busy = false;
        }
    }

    @Override
    public String database() {
        return "memory";
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public SourceStore sources() {
        return sources;
    }

    @Override
    public LedgerStore ledger() {
        return ledger;
    }

    @Override
    public RunStore runs() {
        return runs;
    }

    @Override
    public ExpenditureStore expenditures() {
        return expenditures;
    }

    @Override
    public RequestStore requests() {
        return requests;
    }

    @Override
    public SettingsStore settings() {
        return settings;
    }

    @Override
    public PluginStore plugins() {
        return plugins;
    }

    @Override
    public JobStore jobs() {
        return jobs;
    }

    @Override
    public ImportStore imports() {
        return imports;
    }

    @Override
    public ProposalStore proposals() {
        return proposals;
    }

    @Override
    public SecondFactorStore secondFactors() {
        return secondFactors;
    }

    @Override
    public LogStore log() {
        return log;
    }

    /** What it would compare stands in a database only. */
    @Override
    public AuditStore audit() {
        throw new UnsupportedOperationException();
    }

    MemorySources memorySources() {
        return sources;
    }

    MemoryLedger memoryLedger() {
        return ledger;
    }

    MemoryRequests memoryRequests() {
        return requests;
    }

    MemoryObjects memoryObjects() {
        return objects;
    }
}
