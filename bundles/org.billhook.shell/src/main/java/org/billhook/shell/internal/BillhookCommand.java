package org.billhook.shell.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.time.format.DateTimeParseException;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.billhook.core.api.BillhookException;

/** What all commands have in common: a role that is needed, and refusals that are told with all their findings. */
public abstract class BillhookCommand implements Action {

    @Override
    public final Object execute() throws IOException {
        Operator operator = Operator.current();
        operator.requireOneOf(roles());
        try {
            run(operator, System.out);
            return null;
        } catch (BillhookException e) {
            throw new CommandRefused(e.findings().stream().map(Texts::of).collect(Collectors.joining("\n")));
        } catch (DateTimeParseException e) {
            throw new CommandRefused("'%s' is not a date like 2026-02-28".formatted(e.getParsedString()));
        } catch (NoSuchFileException e) {
            throw new CommandRefused("There is no file " + e.getFile());
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(e.getMessage());
        }
    }

    /** Roles of which one is needed, as for the same thing over the API. */
    protected abstract String[] roles();

    /** Does it, and prints what came of it. */
    protected abstract void run(Operator operator, PrintStream out) throws IOException;
}
