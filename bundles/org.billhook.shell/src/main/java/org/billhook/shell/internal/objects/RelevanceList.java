package org.billhook.shell.internal.objects;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** The matrix of billing relevances. */
@Service
@Command(scope = "billhook", name = "relevances", description = "Billing relevances: what each asks and gives")
public final class RelevanceList extends BillhookCommand {

    @Reference
    private BillingRuns runs;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Listing matrix = new Listing(
                "Relevance",
                "Engine",
                "Runs",
                "Scope",
                "Document",
                "Item at least",
                "Orders at least",
                "Needs",
                "Bundle");
        runs.relevances()
                .forEach(relevance -> matrix.row(
                        relevance.id(),
                        relevance.terms().engine(),
                        relevance.terms().frequency(),
                        relevance.terms().scope(),
                        Texts.of(relevance.terms().documentKind()),
                        relevance.terms().leastItemPhase(),
                        relevance.terms().leastExecutionPhase(),
                        relevance.terms().needs(),
                        relevance.bundle() + " " + relevance.version()));
        matrix.print(out);
    }
}
