package org.billhook.shell.internal.remote;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;
import org.billhook.shell.internal.CommandRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of scope {@code billhook}, one a line. A line is cut into words, the first names the command, and the others are
 * handed to it as they are. No word is ever evaluated: what would be an expression, a pipe or a redirection elsewhere is an argument
 * like any other. For any thread.
 */
final class BillhookCommands {

    private static final Logger LOG = LoggerFactory.getLogger(BillhookCommands.class);
    private static final String SCOPE = "billhook";
    private static final String PREFIX = SCOPE + ":";
    private static final String HELP = "help";
    /** Variable of a session of the container that holds the session of the interpreter beneath. */
    private static final String INTERPRETER = ".commandSession";
    /** Name under which the interpreter calls what {@link #call} gives it: all that it is ever given to read. */
    private static final String CALL = "billhook-call";

    private final SessionFactory sessions;

    BillhookCommands(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A session for {@link #run}, to be closed. What commands print goes to {@code out}. */
    Session open(PrintStream out) {
        return sessions.create(InputStream.nullInputStream(), out, out);
    }

    /** Names of all commands, with the scope, sorted. */
    List<String> names() {
        return commands().keySet().stream().map(PREFIX::concat).toList();
    }

    /**
     * Runs one line, which is not blank, as the user of this thread, and prints what came of it, a refusal too.
     *
     * @return whether it was done
     */
    boolean run(Session session, String line) {
        PrintStream out = session.getConsole();
        try {
            List<String> words = Words.of(line);
            if (words.equals(List.of(HELP))) {
                commands().forEach((name, command) -> out.printf("%s%s: %s%n", PREFIX, name, command.getDescription()));
            } else {
                call(session, command(words.get(0)), words.subList(1, words.size()));
            }
            return true;
        } catch (CommandException e) {
            out.println(e.getNiceHelp());
        } catch (CommandRefused | IllegalArgumentException | IllegalStateException e) {
            out.println("Error executing command: " + e.getMessage());
        } catch (Exception e) {
            LOG.error("Shell command broke command='{}'", line, e);
            out.println("Error executing command: the server failed at it, see its log");
        } finally {
            out.flush();
        }
        return false;
    }

    private Command command(String word) {
        Command command = commands().get(word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word);
        if (command == null) {
            throw new CommandRefused(
                    "There is no command '%s'. This shell knows the commands of Billhook alone: type help"
                            .formatted(word));
        }
        return command;
    }

    private Map<String, Command> commands() {
        Map<String, Command> commands = new TreeMap<>();
        sessions.getRegistry().getCommands().stream()
                .filter(command -> command.getScope().equals(SCOPE))
                .forEach(command -> commands.put(command.getName(), command));
        return commands;
    }

    /** By way of the interpreter only for what it does to {@code System.out}, which commands and their help print to. */
    private static void call(Session session, Command command, List<String> words) throws Exception {
        CommandSession interpreter = (CommandSession) session.get(INTERPRETER);
        Function call = (within, nothing) -> command.execute(session, List.copyOf(words));
        interpreter.put(CALL, call);
        interpreter.execute(CALL);
    }
}
