package org.billhook.shell.internal;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Function;
import org.apache.karaf.shell.support.table.ShellTable;
import org.billhook.core.api.Page;

/** A table of a list that comes page by page. */
public final class Listing {

    private static final int PAGE = 500;

    private final ShellTable table = new ShellTable().emptyTableText("Nothing");

    public Listing(String... columns) {
        for (String column : columns) {
            table.column(column);
        }
    }

    public Listing row(Object... cells) {
        table.addRow().addContent(cells);
        return this;
    }

    /**
     * Adds what pages have, at most so many rows.
     *
     * @return whether there is more
     */
    <T> boolean rows(int limit, Function<Page.Request, Page<T>> pages, Function<T, Object[]> cells) {
        int left = limit;
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = pages.apply(new Page.Request(cursor, Math.min(left, PAGE)));
            page.items().forEach(item -> row(cells.apply(item)));
            left -= page.items().size();
            cursor = page.next();
        } while (cursor.isPresent() && left > 0);
        return cursor.isPresent();
    }

    /** Prints a whole list, at most so many rows, and says if there is more. */
    public static <T> void print(
            PrintStream out,
            int limit,
            Function<Page.Request, Page<T>> pages,
            Function<T, Object[]> cells,
            String... columns) {
        if (limit < 1) {
            throw new CommandRefused("The limit must be at least 1");
        }
        Listing listing = new Listing(columns);
        boolean more = listing.rows(limit, pages, cells);
        listing.print(out);
        if (more) {
            out.printf("… and more: raise --limit above %d%n", limit);
        }
    }

    public void print(PrintStream out) {
        table.print(out);
    }
}
