package org.billhook.engine.port;

/** The repositories of one transaction; not to be used after it, nor on another thread. */
public interface Store {

    ObjectStore objects();

    SourceStore sources();

    LedgerStore ledger();

    RunStore runs();

    RequestStore requests();

    ExpenditureStore expenditures();

    SettingsStore settings();

    PluginStore plugins();

    JobStore jobs();

    ImportStore imports();

    ProposalStore proposals();

    SecondFactorStore secondFactors();

    LogStore log();

    AuditStore audit();
}
