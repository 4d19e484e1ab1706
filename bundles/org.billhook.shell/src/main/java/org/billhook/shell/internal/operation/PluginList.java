package org.billhook.shell.internal.operation;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Installed versions of rule plugins. */
@Service
@Command(scope = "billhook", name = "plugins", description = "Installed versions of rule plugins")
public final class PluginList extends BillhookCommand {

    @Reference
    private Plugins plugins;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER, Roles.PLUGIN_ADMINISTRATOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Listing listing = new Listing("SPI", "Id", "Bundle", "Version", "State", "Leases", "Findings");
        plugins.list()
                .forEach(plugin -> listing.row(
                        plugin.spi(),
                        plugin.id(),
                        plugin.bundle(),
                        plugin.version(),
                        plugin.state(),
                        plugin.leases(),
                        Texts.of(plugin.findings())));
        listing.print(out);
        out.println("Generation " + plugins.generation());
    }
}
