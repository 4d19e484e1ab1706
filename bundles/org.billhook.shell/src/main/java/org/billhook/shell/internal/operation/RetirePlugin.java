package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Wait no more for the id of a plugin that is away. */
@Service
@Command(scope = "billhook", name = "plugin-retire", description = "Wait no more for the id of a plugin that is away")
public final class RetirePlugin extends BillhookCommand {

    @Reference
    private Plugins plugins;

    @Argument(index = 0, name = "spi", description = "What it implements, such as BillingAdjustment", required = true)
    private String spi;

    @Argument(index = 1, name = "id", description = "Its id, such as cap", required = true)
    private String id;

    @Argument(index = 2, name = "reason", description = "Why, for the change log", required = true)
    private String reason;

    @Override
    protected String[] roles() {
        return new String[] {Roles.PLUGIN_ADMINISTRATOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        plugins.retire(spi, id, reason, operator.actor());
        out.printf("%s '%s' is waited for no more%n", spi, id);
    }
}
