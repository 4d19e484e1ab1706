package org.billhook.shell.internal;

import java.io.PrintStream;
import java.time.LocalDate;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;

/** Roots with open sources up to a key date, and why some can not be billed. */
@Service
@Command(
        scope = "billhook",
        name = "due-list",
        description = "Roots with open sources up to a key date, and why some can not be billed")
public final class DueList extends BillhookCommand {

    @Reference
    private BillingRuns runs;

    @Argument(index = 0, name = "keyDate", description = "Last day that is billed, like 2026-02-28", required = true)
    private String keyDate;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        LocalDate day = LocalDate.parse(keyDate);
        Listing.print(
                out,
                limit,
                page -> runs.dueList(day, page),
                due -> new Object[] {
                    due.root(),
                    Texts.of(due.item()),
                    Texts.of(due.relevance()),
                    Texts.of(due.party()),
                    due.due(),
                    Texts.of(due.firstServiceDate()),
                    Texts.of(due.reasons())
                },
                "Root",
                "Item",
                "Relevance",
                "Party",
                "Due",
                "Since",
                "Waits because");
    }
}
