package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.CommandRefused;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Compares all that is stored, as the job that the API starts, and waits for its end. */
@Service
@Command(
        scope = "billhook",
        name = "audit",
        description = "Compare all that is stored with itself and with the chain of events")
public final class Audit extends BillhookCommand {

    private static final long PAUSE_MILLIS = 200;

    @Reference
    private Jobs jobs;

    @Override
    protected String[] roles() {
        return new String[] {Roles.AUDITOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Jobs.Job job = ended(jobs.submit(LedgerCommands.AUDIT, "ledger", operator.actor()));
        job.findings().forEach(finding -> out.println(Texts.of(finding)));
        if (job.state() != Jobs.State.DONE) {
            throw new CommandRefused("The audit %d failed".formatted(job.id()));
        }
        out.println("Audit %d: all agrees".formatted(job.id()));
    }

    private Jobs.Job ended(Jobs.Job job) {
        Jobs.Job now = job;
        while (now.state() == Jobs.State.WAITING || now.state() == Jobs.State.RUNNING) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandRefused("The audit %d goes on: see billhook:jobs".formatted(job.id()));
            }
            now = jobs.find(job.id()).orElseThrow(() -> BillhookException.unknown("job", job.id()));
        }
        return now;
    }
}
