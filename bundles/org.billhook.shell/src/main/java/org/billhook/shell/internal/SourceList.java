package org.billhook.shell.internal;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.ObjectRef;

/** Sources by service date. */
@Service
@Command(scope = "billhook", name = "sources", description = "Sources by service date")
public final class SourceList extends BillhookCommand {

    @Reference
    private Sources sources;

    @Option(name = "--object", description = "Only on this object")
    private String object;

    @Option(name = "--root", description = "Only of this root")
    private String root;

    @Option(name = "--open", description = "Only with something open")
    private boolean onlyOpen;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    void run(Operator operator, PrintStream out) {
        Sources.Query query = new Sources.Query(
                Optional.ofNullable(object).map(ObjectRef::parse),
                Optional.ofNullable(root).map(ObjectRef::parse),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                onlyOpen);
        Listing.print(
                out,
                limit,
                page -> sources.list(query, page),
                source -> new Object[] {
                    source.id(),
                    source.serviceDate(),
                    source.object(),
                    source.text(),
                    source.balance().posted(),
                    source.balance().open(),
                    source.balance().get(Term.BILLED),
                    source.balance().get(Term.HELD)
                },
                "Id",
                "Service date",
                "Object",
                "Text",
                "Posted",
                "Open",
                "Billed",
                "Held");
    }
}
