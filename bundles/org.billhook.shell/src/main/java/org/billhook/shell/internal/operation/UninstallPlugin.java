package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Take a version of a plugin away after its leases. */
@Service
@Command(
        scope = "billhook",
        name = "plugin-uninstall",
        description = "Take a version of a plugin away after its leases")
public final class UninstallPlugin extends BillhookCommand {

    @Reference
    private Plugins plugins;

    @Argument(index = 0, name = "bundle", description = "Symbolic name", required = true)
    private String bundle;

    @Argument(index = 1, name = "version", description = "Version", required = true)
    private String version;

    @Option(
            name = "--retire",
            description = "Why its ids are to be waited for no more; without it, what they decide waits")
    private String retire;

    @Override
    protected String[] roles() {
        return new String[] {Roles.PLUGIN_ADMINISTRATOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        List<Plugins.Version> away = plugins.uninstall(bundle, version, Optional.ofNullable(retire), operator.actor());
        out.printf("%s %s leaves%n", bundle, version);
        away.forEach(each -> out.printf(
                "%s '%s' is away now, what it decides waits: install it again, or billhook:plugin-retire %s %s REASON%n",
                each.spi(), each.id(), each.spi(), each.id()));
    }
}
