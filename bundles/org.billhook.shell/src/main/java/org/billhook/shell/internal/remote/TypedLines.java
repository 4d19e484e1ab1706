package org.billhook.shell.internal.remote;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;

/**
 * Lines that are typed at a terminal, with editing, completion of the names of commands, and a history that is kept in memory and goes
 * with the session. Of what the library offers by keys only what edits the line is there: others of its keys open an editor for
 * files, or run commands.
 */
final class TypedLines {

    private static final String PROMPT = "billhook> ";
    private static final Set<String> EDITING = Set.of(
            LineReader.ACCEPT_LINE,
            LineReader.BACKWARD_CHAR,
            LineReader.BACKWARD_DELETE_CHAR,
            LineReader.BACKWARD_KILL_WORD,
            LineReader.BACKWARD_WORD,
            LineReader.BEGINNING_OF_HISTORY,
            LineReader.BEGINNING_OF_LINE,
            LineReader.BEGIN_PASTE,
            LineReader.CLEAR_SCREEN,
            LineReader.COMPLETE_WORD,
            LineReader.DELETE_CHAR,
            LineReader.DELETE_CHAR_OR_LIST,
            LineReader.DOWN_HISTORY,
            LineReader.DOWN_LINE_OR_HISTORY,
            LineReader.DOWN_LINE_OR_SEARCH,
            LineReader.EMACS_BACKWARD_WORD,
            LineReader.EMACS_FORWARD_WORD,
            LineReader.END_OF_HISTORY,
            LineReader.END_OF_LINE,
            LineReader.EXPAND_OR_COMPLETE,
            LineReader.FORWARD_CHAR,
            LineReader.FORWARD_WORD,
            LineReader.HISTORY_INCREMENTAL_SEARCH_BACKWARD,
            LineReader.KILL_LINE,
            LineReader.KILL_WHOLE_LINE,
            LineReader.KILL_WORD,
            LineReader.REDO,
            LineReader.REDRAW_LINE,
            LineReader.SELF_INSERT,
            LineReader.UNDO,
            LineReader.UP_HISTORY,
            LineReader.UP_LINE_OR_HISTORY,
            LineReader.UP_LINE_OR_SEARCH,
            LineReader.YANK);

    private final LineReader reader;

    /** @param names of commands, at each completion */
    TypedLines(Terminal terminal, Supplier<List<String>> names) {
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer((within, line, candidates) -> {
                    if (line.wordIndex() == 0) {
                        new StringsCompleter(names.get()).complete(within, line, candidates);
                    }
                })
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        reader.getWidgets().keySet().retainAll(EDITING);
    }

    /** The next line, without blanks around it; an empty one where it was given up by Ctrl-C; none at the end of the input. */
    Optional<String> next() {
        try {
            return Optional.of(reader.readLine(PROMPT).strip());
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }
}
