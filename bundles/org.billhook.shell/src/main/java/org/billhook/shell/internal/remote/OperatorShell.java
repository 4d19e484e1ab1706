package org.billhook.shell.internal.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.ssh.SshTerminal;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of a user who is no administrator: the lines of one call, or those that are typed or sent until the input ends or
 * says {@code exit}. Each runs on a thread of its own, as that user.
 */
final class OperatorShell implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorShell.class);
    private static final Set<String> LEAVE = Set.of("exit", "logout");
    /** A terminal type that names a terminal: it is looked up by a program of the machine. */
    private static final Pattern TERMINAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,31}");

    private final BillhookCommands commands;
    private final Subject user;
    private final Optional<String> call;
    private InputStream in;
    private OutputStream out;
    private ExitCallback end;
    private volatile boolean ended;

    /** @param call lines to be run, in order up to the first that fails; where there are none, they come from the input */
    OperatorShell(BillhookCommands commands, Subject user, Optional<String> call) {
        this.commands = commands;
        this.user = user;
        this.call = call;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    /** Refusals are printed with the rest. */
    @Override
    public void setErrorStream(OutputStream err) {}

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.end = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        String name = user.getPrincipals(UserPrincipal.class).iterator().next().getName();
        Thread thread = new Thread(() -> end.onExit(exitCode(environment)), "Billhook shell of " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The line that runs goes on to its end, and none after it is begun: the user may have lost the right to it. */
    @Override
    public void destroy(ChannelSession channel) {
        ended = true;
    }

    @SuppressWarnings("removal") // the commands learn who calls in no other way before Java 24
    private int exitCode(Environment environment) {
        try {
            return Subject.doAs(user, (PrivilegedAction<Boolean>) () -> isDone(environment)) ? 0 : 1;
        } catch (RuntimeException e) {
            LOG.error("Shell broke", e);
            return 1;
        }
    }

    private boolean isDone(Environment environment) {
        try {
            boolean terminal = environment.getEnv().containsKey(Environment.ENV_COLUMNS);
            return call.isEmpty() && terminal ? typed(environment) : sent();
        } catch (IOException e) {
            LOG.debug("Shell ended by its client", e);
            return false;
        }
    }

    private boolean sent() throws IOException {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (Session session = commands.open(printed);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Iterator<String> each =
                    call.map(String::lines).orElseGet(lines::lines).iterator();
            boolean done = true;
            while (done && each.hasNext()) {
                String line = each.next().strip();
                if (LEAVE.contains(line)) {
                    return true;
                }
                done = !ended && (line.isEmpty() || commands.run(session, line));
            }
            return done;
        }
    }

    private boolean typed(Environment environment) throws IOException {
        environment
                .getEnv()
                .computeIfPresent(
                        Environment.ENV_TERM,
                        (key, type) -> TERMINAL.matcher(type).matches() ? type : "dumb");
        try (SshTerminal terminal = new SshTerminal(environment, in, out, StandardCharsets.UTF_8.name());
                Session session = commands.open(new PrintStream(terminal.output(), true, StandardCharsets.UTF_8))) {
            TypedLines lines = new TypedLines(terminal, commands::names);
            Optional<String> line = lines.next();
            while (line.isPresent() && !ended && !LEAVE.contains(line.get())) {
                if (!line.get().isEmpty()) {
                    commands.run(session, line.get());
                }
                line = lines.next();
            }
            return true;
        }
    }
}
