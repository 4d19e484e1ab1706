package org.billhook.shell.internal.sources;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Roles;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;

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

    @Option(name = "--external-id", description = "Only with this id of the sender")
    private String externalId;

    @Option(name = "--open", description = "Only with something open")
    private boolean onlyOpen;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Sources.Query query = new Sources.Query(
                Optional.ofNullable(object).map(ObjectRef::parse),
                Optional.ofNullable(root).map(ObjectRef::parse),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                onlyOpen,
                Optional.ofNullable(externalId));
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
                    source.balance().get(Term.HELD),
                    source.balance().get(Term.WRITTEN_OFF),
                    elsewhere(source.balance())
                },
                "Id",
                "Service date",
                "Object",
                "Text",
                "Posted",
                "Open",
                "Billed",
                "Held",
                "Written off",
                "Elsewhere");
    }

    /** What was moved, included or reversed: with it the columns add up to what was posted. */
    private static Share elsewhere(Balance balance) {
        return balance.get(Term.TRANSFERRED).plus(balance.get(Term.INCLUDED)).plus(balance.get(Term.REVERSED));
    }
}
