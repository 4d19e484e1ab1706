package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.core.model.ObjectRef;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Requests, newest first. */
@Service
@Command(scope = "billhook", name = "requests", description = "Requests, newest first")
public final class RequestList extends BillhookCommand {

    @Reference
    private Requests requests;

    @Option(name = "--root", description = "Only of this root")
    private String root;

    @Option(name = "--run", description = "Only of this run")
    private Long run;

    @Option(name = "--party", description = "Only for this party")
    private String party;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Requests.Query query = new Requests.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(root).map(ObjectRef::parse),
                Optional.ofNullable(party),
                Optional.ofNullable(run));
        Listing.print(
                out,
                limit,
                page -> requests.list(query, page),
                request -> new Object[] {
                    request.id(),
                    request.number(),
                    request.state(),
                    Texts.roots(request),
                    Texts.items(request),
                    request.party(),
                    request.lines(),
                    Texts.of(request.net()),
                    Texts.of(request.standing()),
                    request.keyDate()
                },
                "Id",
                "Number",
                "State",
                "Root",
                "Item",
                "Party",
                "Lines",
                "Net",
                "Stands",
                "Key date");
    }
}
