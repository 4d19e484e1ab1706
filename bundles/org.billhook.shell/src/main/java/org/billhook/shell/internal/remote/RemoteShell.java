package org.billhook.shell.internal.remote;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.sshd.server.SshServer;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.StoredUsers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets users other than administrators into the container's ssh server, with a shell of their own. Without this component that
 * server lets administrators in and nobody else ({@code sshRole} in {@code etc/org.apache.karaf.shell.cfg}), so nothing is open
 * before it is there, or after it went.
 */
@Component(service = RemoteShell.class, immediate = true, configurationPid = RemoteShell.SETTINGS)
public final class RemoteShell {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteShell.class);

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
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "billhook-shell-watch"));

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile StoredUsers users;

    @Activate
    public RemoteShell(Config config, @Reference SessionFactory sessions) {
        this.realm = config.sshRealm();
        this.commands = new BillhookCommands(sessions);
        watcher.scheduleWithFixedDelay(this::endChanged, 1, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        watcher.shutdownNow();
    }

    private void endChanged() {
        StoredUsers current = users;
        try {
            if (current != null && guarded.values().stream().anyMatch(GuardedSshServer::isUsed)) {
                Map<String, Set<String>> stored = current.users();
                guarded.values().forEach(server -> server.endChanged(stored));
            }
        } catch (BillhookException e) {
            LOG.debug("Users that are kept elsewhere can't be looked at", e);
        } catch (RuntimeException e) { // else it would be the last look
            LOG.warn("Sessions of the shell can't be compared with the users now; they are again in a second", e);
        }
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
