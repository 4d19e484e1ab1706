package org.billhook.engine.internal.ledger;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.Events;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The audit as long work: the ledger, then the chain of events. What does not agree becomes findings of the job. */
@Component(service = JobRunner.class, property = JobRunner.KIND + "=" + LedgerCommands.AUDIT)
public final class AuditJob implements JobRunner {

    private final LedgerAudit ledger;
    private final Events events;

    @Activate
    public AuditJob(@Reference Transactions transactions, @Reference Events events) {
        ledger = new LedgerAudit(transactions);
        this.events = events;
    }

    @Override
    public List<Finding> run(Progress progress) {
        progress.total(ledger.last());
        List<Finding> findings = new ArrayList<>(ledger.findings(id -> {
            progress.done(id);
            return !progress.cancelled() && !progress.suspended();
        }));
        if (!progress.cancelled() && !progress.suspended()) {
            events.firstBroken()
                    .ifPresent(number -> findings.add(Finding.error(
                            "EVENTS_BROKEN", "Event %d does not follow from the one before it".formatted(number))));
        }
        return findings;
    }
}
