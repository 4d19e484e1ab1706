package org.billhook.store.internal.repository;

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

/** The repositories of one session. */
public final class OpenStore implements Store {

    private final Session session;

    public OpenStore(Session session) {
        this.session = session;
    }

    @Override
    public ObjectStore objects() {
        return new JpaObjects(session);
    }

    @Override
    public SourceStore sources() {
        return new JdbcSources(session);
    }

    @Override
    public LedgerStore ledger() {
        return new JdbcLedger(session);
    }

    @Override
    public RunStore runs() {
        return new JpaRuns(session);
    }

    @Override
    public RequestStore requests() {
        return new JpaRequests(session);
    }

    @Override
    public ExpenditureStore expenditures() {
        return new JdbcExpenditures(session);
    }

    @Override
    public SettingsStore settings() {
        return new JpaSettings(session);
    }

    @Override
    public PluginStore plugins() {
        return new JdbcPlugins(session);
    }

    @Override
    public JobStore jobs() {
        return new JpaJobs(session);
    }

    @Override
    public ImportStore imports() {
        return new JpaImports(session);
    }

    @Override
    public ProposalStore proposals() {
        return new JpaProposals(session);
    }

    @Override
    public SecondFactorStore secondFactors() {
        return new JdbcSecondFactors(session);
    }

    @Override
    public LogStore log() {
        return new JdbcLog(session);
    }

    @Override
    public AuditStore audit() {
        return new JdbcAudit(session);
    }
}
