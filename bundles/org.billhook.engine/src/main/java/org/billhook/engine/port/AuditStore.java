package org.billhook.engine.port;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.ObjectRef;

/** What the audit compares beside the sums of the ledger, range by range. Reads as it is stored, right or wrong. */
public interface AuditStore {

    /**
     * The head of a request, beside what its lines and its items come to.
     *
     * @param lines number of lines as the head has it
     * @param found number of lines that there are
     * @param lastLine the highest position that there is; 0 without lines
     * @param ofLines sum of their nets
     * @param ofItems sum of the nets of its items
     * @param rejectedOfItems sum of what is rejected of its items
     */
    record RequestHead(
            long id,
            String number,
            String kind,
            String party,
            String actor,
            LocalDate keyDate,
            long run,
            BigDecimal net,
            BigDecimal rejected,
            String currency,
            long lines,
            long found,
            int lastLine,
            BigDecimal ofLines,
            BigDecimal ofItems,
            BigDecimal rejectedOfItems) {}

    /** Requests above an id, ids ascending. */
    List<RequestHead> requests(long after, int limit);

    /** Those of the requests that there are. */
    List<RequestHead> requests(Collection<Long> ids);

    /** A line by its request; an item by its request, with its id. */
    record PartOfRequest(long request, long part) {}

    /**
     * Lines that the entries which bill by them do not add up to, that nothing claims though they have a quantity, and lines
     * of requests that there are not. At most a hundred.
     *
     * @param after only of requests with ids above
     * @param last only of requests with ids up to this one
     */
    List<PartOfRequest> disagreeingLines(long after, long last);

    /** Items of requests whose lines do not come to their net. At most a hundred. */
    List<PartOfRequest> disagreeingItems(long after, long last);

    /**
     * A range of numbers beside the requests that drew from it.
     *
     * @param last number that was drawn
     * @param requests number of requests of the kind
     */
    record NumberRange(String kind, String prefix, long last, long requests) {}

    List<NumberRange> numberRanges();

    /** Those of the numbers that requests of a kind have. */
    Set<String> numbers(String kind, Collection<String> numbers);

    /** Number of sources with ids in a range, both ends inclusive. */
    long countSources(long first, long last);

    /** The ids of sources in a range, both ends inclusive. */
    Set<Long> sourceIds(long first, long last);

    /**
     * A source with the object that it was posted on.
     *
     * @param row with what was posted at first, whatever it was revalued to since; empty if what is stored can't be read as one
     */
    record PostedSource(long id, Optional<SourceRow> row, ObjectRef object) {}

    /** Sources of a range that came from outside, ids ascending; without those whose object or first entry is missing. */
    List<PostedSource> posted(long after, long last, int limit);

    /** The highest id of an event that waits for its number; 0 if none does. */
    long newestWaiting();

    /** Whether an event with an id up to this one waits for its number. */
    boolean isWaiting(long upTo);

    /** @param digest as {@link Cover#digest} */
    record StoredRows(long count, String digest) {}

    /** What the rows come to now that events once covered, by {@link Cover#rows}; without tables that there are not. */
    Map<String, StoredRows> covered(Collection<Cover> covers);

    /** An entry of the ledger by its act and its source. */
    record Moved(long act, long source) {}

    /**
     * Entries that neither post nor bill, by acts from one on.
     *
     * @param after only of sources with ids above
     * @param last only of sources with ids up to this one
     */
    List<Moved> moved(long firstAct, long after, long last);

    /** Ids above one, ascending, of the rows of a table that events cover; none of a table that there is not. */
    List<Long> coverable(String table, long after, int limit);
}
