package org.billhook.core.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Posts the rows of a file and keeps a result per row, both in one transaction per page, so that an import that was killed
 * goes on where it was.
 */
@ProviderType
public interface ImportJournal {

    /** State of an import. */
    enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * @param file name of the file, for people
     * @param checksum SHA-256 of the content, hexadecimal
     * @param rows rows journalled so far, header not counted
     */
    record Import(
            long id,
            String mapping,
            long mappingVersion,
            String file,
            String checksum,
            State state,
            long rows,
            long posted,
            long unchanged,
            long refused,
            long skipped,
            String actor,
            Instant startedAt,
            Optional<Instant> endedAt) {}

    /**
     * A row of the file.
     *
     * @param number of the record in the file, 1 for the first after the header
     * @param draft what it was read as; empty if it can't be posted
     * @param skipped whether a filter of the mapping left it out
     * @param findings why it can't be posted; warnings otherwise
     */
    record Row(long number, Optional<SourceDraft> draft, boolean skipped, List<Finding> findings) {}

    /** Result of a row. */
    record RowResult(long number, Outcome outcome, Optional<Long> source, List<Finding> findings) {
        /** What became of a row. */
        public enum Outcome {
            POSTED,
            UNCHANGED,
            REFUSED,
            SKIPPED
        }
    }

    /** What becomes of a row whose external id was posted before with other content. */
    enum Changed {
        /** The row is refused, so that somebody looks at it. */
        REFUSE,
        /**
         * What was posted before is reversed and the row is posted in its place, in one transaction; what of it was billed
         * comes back with the next bill. The row is refused where the posting was settled in another way.
         */
        CORRECT
    }

    /** The place of a page among those of its import that are posted at the same time. */
    interface Turn {

        /** Of a page that is posted by itself. */
        Turn NOW = patience -> true;

        /** Waits until the page before has locked what it needs, or has ended. Without a page before there is nothing to wait for. */
        default void awaitLocks() {}

        /** Tells that this page has locked what it needs. Without a page behind it nobody asks. */
        default void locked() {}

        /**
         * Waits until the page before is journalled.
         *
         * @return whether it is; false when the patience ends before
         * @throws BillhookException UNAVAILABLE if it never will be
         */
        boolean comes(Duration patience);
    }

    /**
     * Begins an import, in state RUNNING.
     *
     * @param checksum SHA-256 of the content, hexadecimal
     */
    Import open(String mapping, long mappingVersion, String file, String checksum, Actor actor);

    /**
     * Posts and journals a page, at most a thousand rows, numbers ascending. Several pages may be posted at the same time, each by a
     * thread of its own; they are journalled in their order.
     *
     * @param origin as in {@link Sources#post}
     * @param changed what to do with rows that were posted before with other content
     * @param turn when the pages before it are journalled; asked several times
     */
    List<RowResult> post(long importId, String origin, List<Row> rows, Changed changed, Turn turn);

    /**
     * Tells what {@link #post} would do with a page now, by the same checks, and posts and journals nothing.
     *
     * @param created objects that don't count as missing, since they would be created before
     * @return a result per row; those that would be POSTED have no source
     */
    List<RowResult> check(String origin, List<Row> rows, Changed changed, Set<ObjectRef> created);

    /**
     * Ends an import; ending it twice in the same state is the same.
     *
     * @param state any but RUNNING
     * @throws BillhookException CONFLICT if it has ended in another state
     */
    Import end(long importId, State state);

    /** Empty if there is none. */
    Optional<Import> find(long importId);

    /** Newest first. */
    Page<Import> list(Page.Request page);

    /** @param outcome only rows with it; empty for all */
    Page<RowResult> results(long importId, Optional<RowResult.Outcome> outcome, Page.Request page);
}
