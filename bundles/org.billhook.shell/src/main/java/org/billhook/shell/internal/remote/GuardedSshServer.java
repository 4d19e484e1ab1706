package org.billhook.shell.internal.remote;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.ssh.KarafJaasAuthenticator;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.forward.ForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ShellFactory;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ssh server of the container that parts administrators from others. An administrator gets what the container has. Another
 * user gets {@link OperatorShell} and no subsystem, no file transfer, no forwarding of ports, X11 or agents. A session of which
 * it is not known whose it is gets nothing.
 */
final class GuardedSshServer {

    /** The user of a session, set where that is no administrator. */
    private static final AttributeKey<Subject> OPERATOR = new AttributeKey<>();

    private static final Logger LOG = LoggerFactory.getLogger("org.billhook.security");
    private static final int SHOWN = 80;

    private final SshServer server;
    private final KarafJaasAuthenticator users;
    private final BillhookCommands commands;
    private final PasswordAuthenticator passwords;
    private final PublickeyAuthenticator keys;
    private final ShellFactory shells;
    private final CommandFactory execs;
    private final List<? extends SubsystemFactory> subsystems;
    private final ForwardingFilter forwarding;

    /**
     * Remembers what the server has; {@link #guard()} changes it.
     *
     * @param realm is asked who a user is
     */
    GuardedSshServer(SshServer server, String realm, BillhookCommands commands) {
        this.server = server;
        this.users = new KarafJaasAuthenticator(realm, null, new Class<?>[] {RolePrincipal.class});
        this.commands = commands;
        this.passwords = server.getPasswordAuthenticator();
        this.keys = server.getPublickeyAuthenticator();
        this.shells = server.getShellFactory();
        this.execs = server.getCommandFactory();
        this.subsystems = server.getSubsystemFactories();
        this.forwarding = server.getForwardingFilter();
    }

    /** The ways to the container are parted before others than administrators are let in. */
    void guard() {
        server.setShellFactory(channel -> isAdministrator(channel.getServerSession())
                ? shells.createShell(channel)
                : operatorShell(channel, Optional.empty()));
        server.setCommandFactory((channel, line) -> isAdministrator(channel.getServerSession())
                ? execs.createCommand(channel, line)
                : operatorShell(channel, Optional.of(line)));
        if (subsystems != null) {
            server.setSubsystemFactories(
                    subsystems.stream().map(GuardedSshServer::forAdministrators).toList());
        }
        server.setForwardingFilter(new AdministratorsForwarding(forwarding, GuardedSshServer::isAdministrator));
        server.setPublickeyAuthenticator(
                (user, key, session) -> isLetIn(user, session, users.authenticate(user, key, session), false));
        server.setPasswordAuthenticator(
                (user, password, session) -> isLetIn(user, session, users.authenticate(user, password, session), true));
    }

    /**
     * Lets in from now on whom the container lets in, which is administrators. The rest stays guarded, as sessions of others may
     * still be open.
     */
    void release() {
        server.setPasswordAuthenticator(passwords);
        server.setPublickeyAuthenticator(keys);
    }

    /**
     * Ends the sessions of those who lost their roles, got others or were disabled since they came.
     *
     * @param stored roles by user, as they are now
     */
    void endChanged(Map<String, Set<String>> stored) {
        if (!isUsed()) {
            return;
        }
        for (AbstractSession session : server.getActiveSessions()) {
            CameAs came = session.getAttribute(CameAs.KEY);
            Optional<CameAs> after = came == null ? Optional.empty() : came.after(stored);
            after.ifPresent(next -> session.setAttribute(CameAs.KEY, next));
            if (came != null && after.isEmpty()) {
                LOG.warn("Shell ended, the roles of its user changed user='{}'", came.user());
                session.close(true);
            }
        }
    }

    /** Whether anybody is in; of a server that does not listen yet the sessions can't be told. */
    boolean isUsed() {
        return server.isStarted() && !server.getActiveSessions().isEmpty();
    }

    /**
     * @param known whether the realm knows who that is, in which case the session has the user where the container looks for it
     * @param byPassword whether the roles are those that the server stores; a key may have roles of its own
     */
    private static boolean isLetIn(String user, ServerSession session, boolean known, boolean byPassword) {
        Subject subject = session.removeAttribute(KarafJaasAuthenticator.SUBJECT_ATTRIBUTE_KEY);
        session.removeAttribute(OPERATOR);
        if (!known || subject == null || !RemoteUsers.hasShell(subject)) {
            LOG.warn("Login to the shell refused user='{}' address='{}'", shown(user), session.getClientAddress());
            return false;
        }
        session.setAttribute(
                RemoteUsers.isAdministrator(subject) ? KarafJaasAuthenticator.SUBJECT_ATTRIBUTE_KEY : OPERATOR,
                subject);
        session.setAttribute(
                CameAs.KEY,
                new CameAs(user, byPassword ? Optional.of(RemoteUsers.roles(subject)) : Optional.empty(), false));
        LOG.info("Login to the shell user='{}' address='{}'", user, session.getClientAddress());
        return true;
    }

    private static boolean isAdministrator(org.apache.sshd.common.session.Session session) {
        Subject subject = session.getAttribute(KarafJaasAuthenticator.SUBJECT_ATTRIBUTE_KEY);
        return subject != null && RemoteUsers.isAdministrator(subject);
    }

    private Command operatorShell(ChannelSession channel, Optional<String> line) throws IOException {
        Subject subject = channel.getServerSession().getAttribute(OPERATOR);
        if (subject == null) {
            throw new IOException("It is not known who this is: log in again");
        }
        return new OperatorShell(commands, subject, line);
    }

    private static SubsystemFactory forAdministrators(SubsystemFactory inner) {
        return new SubsystemFactory() {
            @Override
            public String getName() {
                return inner.getName();
            }

            @Override
            public Command createSubsystem(ChannelSession channel) throws IOException {
                if (!isAdministrator(channel.getServerSession())) {
                    throw new IOException("Subsystem '%s' is for administrators alone".formatted(inner.getName()));
                }
                return inner.createSubsystem(channel);
            }
        };
    }

    private static String shown(String user) {
        String start = user.length() > SHOWN ? user.substring(0, SHOWN) : user;
        return start.replaceAll("[\\p{Cntrl}']", "?");
    }
}
