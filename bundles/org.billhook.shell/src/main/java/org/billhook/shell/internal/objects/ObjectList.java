package org.billhook.shell.internal.objects;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Roles;
import org.billhook.core.model.ObjectRef;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Objects of a kind; without a kind the kinds. */
@Service
@Command(scope = "billhook", name = "objects", description = "Objects of a kind; without a kind the kinds")
public final class ObjectList extends BillhookCommand {

    @Reference
    private BillingObjects objects;

    @Argument(index = 0, name = "kind", description = "Kind of object")
    private String kind;

    @Option(name = "--above", description = "Only right under this object")
    private String above;

    @Option(name = "--limit", description = "Most rows")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        if (kind == null) {
            Listing kinds = new Listing("Kind", "Statuses", "Bundle");
            objects.kinds()
                    .forEach(one -> kinds.row(
                            one.id(), String.join(", ", one.lifeCycle().phases().keySet()), one.bundle()));
            kinds.print(out);
            return;
        }
        BillingObjects.Query query = new BillingObjects.Query(
                Optional.of(kind),
                Optional.ofNullable(above).map(ObjectRef::parse),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        Listing.print(
                out,
                limit,
                page -> objects.list(query, page),
                object -> new Object[] {
                    object.ref().key(),
                    object.name(),
                    object.status(),
                    object.phase(),
                    Texts.of(object.above()),
                    Texts.of(object.root()),
                    object.billed()
                },
                "Key",
                "Name",
                "Status",
                "Phase",
                "Above",
                "Root",
                "Billed");
    }
}
