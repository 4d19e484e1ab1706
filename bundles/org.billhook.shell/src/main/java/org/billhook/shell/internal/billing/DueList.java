package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.DueList.Query;
import org.billhook.core.api.Roles;
import org.billhook.core.model.ObjectRef;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Roots with open sources up to a key date, and why some can not be billed. */
@Service
@Command(
        scope = "billhook",
        name = "due-list",
        description = "Roots with open sources up to a key date, and why some can not be billed")
public final class DueList extends BillhookCommand {

    @Reference
    private org.billhook.core.api.DueList due;

    @Argument(index = 0, name = "keyDate", description = "Last day that is billed, like 2026-02-28", required = true)
    private String keyDate;

    @Option(name = "--party", description = "Only roots with an item that is invoiced to it")
    private String party;

    @Option(name = "--item", description = "Only the root of this item")
    private String item;

    @Option(name = "--relevance", description = "Only roots with an item of this billing relevance")
    private String relevance;

    @Option(name = "--reason", description = "Only roots with a reason of this code, like STATUS")
    private String reason;

    @Option(name = "--at-stake", description = "Compute what is at stake, and the reasons that only the rules know")
    private boolean atStake;

    @Option(
            name = "--at-least",
            description = "Only roots with so much at stake, or where that can't be told, such as '1000.00 EUR'")
    private String atLeast;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Query query = new Query(
                LocalDate.parse(keyDate),
                Optional.ofNullable(party),
                Optional.ofNullable(item).map(ObjectRef::parse),
                Optional.ofNullable(relevance),
                Optional.ofNullable(reason),
                atStake,
                Optional.ofNullable(atLeast).map(Texts::money));
        Listing.print(
                out,
                limit,
                page -> due.list(query, page),
                root -> new Object[] {
                    root.root(),
                    Texts.of(root.item()),
                    Texts.of(root.relevance()),
                    Texts.of(root.party()),
                    root.due(),
                    root.unbilled(),
                    root.atStake().map(Texts::money).orElse(""),
                    Texts.of(root.firstServiceDate()),
                    Texts.of(root.reasons())
                },
                "Root",
                "Item",
                "Relevance",
                "Party",
                "Due",
                "Unbilled",
                "At stake",
                "Since",
                "Waits because");
    }
}
