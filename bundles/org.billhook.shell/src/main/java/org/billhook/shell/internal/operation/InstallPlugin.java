package org.billhook.shell.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Install a plugin beside the versions that are there and make it active. */
@Service
@Command(
        scope = "billhook",
        name = "plugin-install",
        description = "Install a plugin beside the versions that are there and make it active")
public final class InstallPlugin extends BillhookCommand {

    @Reference
    private Plugins plugins;

    @Argument(index = 0, name = "file", description = "Path of the jar on the server", required = true)
    private String file;

    @Override
    protected String[] roles() {
        return new String[] {Roles.PLUGIN_ADMINISTRATOR};
    }

    @Override
    protected void run(Operator operator, PrintStream out) throws IOException {
        Plugins.Swap swap;
        try (InputStream jar = Files.newInputStream(Path.of(file))) {
            swap = plugins.install(jar, operator.actor());
        }
        out.printf("%s %s is active; leaving: %s%n", swap.bundle(), swap.newVersion(), swap.oldVersions());
    }
}
