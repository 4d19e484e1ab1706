package org.billhook.shell.internal.objects;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Roles;
import org.billhook.core.model.ObjectRef;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** The fields of an object, and what may be done with each now. */
@Service
@Command(scope = "billhook", name = "object-fields", description = "Fields of an object and what may be done with each")
public final class ObjectFields extends BillhookCommand {

    @Reference
    private BillingObjects objects;

    @Argument(index = 0, name = "object", description = "Kind and key, such as sales-order/4711", required = true)
    private String object;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Listing fields = new Listing("Field", "Value", "Verdict", "Decided by", "Reason");
        objects.fields(ObjectRef.parse(object))
                .forEach(field -> fields.row(
                        field.name(),
                        Texts.of(field.value()),
                        field.opinion().verdict(),
                        Texts.of(field.decidedBy()),
                        field.opinion().reason()));
        fields.print(out);
    }
}
