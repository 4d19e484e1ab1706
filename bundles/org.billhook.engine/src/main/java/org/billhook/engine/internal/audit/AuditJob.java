package org.billhook.engine.internal.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.log.ChainKeys;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The audit as long work: the ledger, requests, the chain of events with the rows that it covers, then sources that it does not. What does not
 * agree becomes findings of the job.
 */
@Component(
        service = JobRunner.class,
        property = {JobRunner.KIND + "=" + LedgerCommands.AUDIT, JobRunner.ROLES + "=" + Roles.AUDITOR})
public final class AuditJob implements JobRunner {

    private final Transactions transactions;
    private final ChainKeys keys;
    private final Proposals proposals;

    @Activate
    public AuditJob(@Reference Transactions transactions, @Reference ChainKeys keys, @Reference Proposals proposals) {
        this.transactions = transactions;
        this.keys = keys;
        this.proposals = proposals;
    }

    @Override
    public List<Finding> run(Progress progress) {
        LedgerAudit ledger = new LedgerAudit(transactions);
        long last = ledger.last();
        progress.total(2 * last);
        List<Finding> findings = new ArrayList<>(ledger.findings(id -> {
            progress.done(id);
            return goesOn(progress);
        }));
        BitSet requests = new BitSet();
        findings.addAll(new RequestAudit(transactions).findings(requests, () -> goesOn(progress)));
        EventAudit events = new EventAudit(transactions, keys, requests);
        findings.addAll(events.findings(() -> goesOn(progress)));
        if (goesOn(progress)) {
            findings.addAll(new SourceAudit(transactions).findings(last, events.coveredSources(), id -> {
                progress.done(last + id);
                return goesOn(progress);
            }));
        }
        findings.addAll(proposals.notes());
        return findings;
    }

    private static boolean goesOn(Progress progress) {
        return !progress.cancelled() && !progress.suspended();
    }
}
