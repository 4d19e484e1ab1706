package org.billhook.shell.internal.remote;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.sshd.server.SshServer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Lets users other than administrators into the container's ssh server, with a shell of their own. Without this component that
 * server lets administrators in and nobody else ({@code sshRole} in {@code etc/org.apache.karaf.shell.cfg}), so nothing is open
 * before it is there, or after it went.
 */
@Component(service = RemoteShell.class, immediate = true, configurationPid = RemoteShell.SETTINGS)
public final class RemoteShell {

    /** The settings of the container's ssh server. */
    static final String SETTINGS = "org.apache.karaf.shell";

    /** Those of them that count here too. */
    public @interface Config {
        /** Realm that is asked who a user is. */
        String sshRealm() default "karaf";
    }

    private final String realm;
    private final BillhookCommands commands;
    private final Map<SshServer, GuardedSshServer> guarded = new ConcurrentHashMap<>();

    @Activate
    public RemoteShell(Config config, @Reference SessionFactory sessions) {
        this.realm = config.sshRealm();
        this.commands = new BillhookCommands(sessions);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addServer(SshServer server) {
        guarded.computeIfAbsent(server, key -> new GuardedSshServer(key, realm, commands))
                .guard();
    }

    void removeServer(SshServer server) {
        GuardedSshServer gone = guarded.remove(server);
        if (gone != null) {
            gone.release();
        }
    }
}
