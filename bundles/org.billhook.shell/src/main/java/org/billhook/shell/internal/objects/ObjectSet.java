package org.billhook.shell.internal.objects;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.Roles;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Change an object, or create it. */
@Service
@Command(scope = "billhook", name = "object-set", description = "Change an object; with --create make a new one")
public final class ObjectSet extends BillhookCommand {

    @Reference
    private BillingObjects objects;

    @Argument(index = 0, name = "object", description = "Kind and key, such as sales-order/4711", required = true)
    private String object;

    @Argument(
            index = 1,
            name = "attributes",
            description = "attribute=value; an empty value takes it away",
            multiValued = true)
    private List<String> attributes = List.of();

    @Option(name = "--create", description = "Make a new one; needs --name")
    private boolean create;

    @Option(name = "--name", description = "Name, 1 to 200 characters")
    private String name;

    @Option(name = "--status", description = "New status; of a new object the one that it is to have in the end")
    private String status;

    @Option(name = "--confirm", description = "Drop what the change makes useless, such as a billing plan")
    private boolean confirm;

    @Override
    protected String[] roles() {
        return new String[] {Roles.PROJECT_MANAGER, Roles.INTEGRATOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        ObjectRef ref = ObjectRef.parse(object);
        Map<String, String> values = new LinkedHashMap<>();
        attributes.forEach(pair -> {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'%s' is not of the form attribute=value".formatted(pair));
            }
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        });
        StoredObject stored = create ? created(ref, values, operator) : changed(ref, values, operator);
        out.printf("%s %s, version %d%n", stored.ref(), stored.status(), stored.version());
        stored.warnings().forEach(warning -> out.println(Texts.of(warning)));
    }

    private StoredObject created(ObjectRef ref, Map<String, String> values, Operator operator) {
        if (name == null) {
            throw new IllegalArgumentException("A new object needs --name");
        }
        return objects.create(new Draft(ref, name, values).inStatus(Optional.ofNullable(status)), operator.actor());
    }

    private StoredObject changed(ObjectRef ref, Map<String, String> values, Operator operator) {
        Map<String, Optional<String>> change = new LinkedHashMap<>();
        values.forEach(
                (attribute, value) -> change.put(attribute, Optional.of(value).filter(text -> !text.isEmpty())));
        return objects.change(
                ref,
                objects.get(ref).version(),
                new Change(Optional.ofNullable(name), Optional.ofNullable(status), change, confirm),
                operator.actor());
    }
}
