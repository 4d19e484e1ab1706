package org.billhook.engine.port;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/** Postings. */
public interface SourceStore {

    /** A block of ids, the first of them; ids grow with time but may have gaps. */
    long nextIds(int count);

    /**
     * Stores postings with their balance (all open) and their first entry, kind POST, seq 1. In bulk.
     *
     * @param act the act they belong to, stored before
     * @throws StoreException DUPLICATE if an external id of the origin is taken
     */
    void insert(List<SourceRow> rows, long act);

    /**
     * Changes service date, text, characteristics and fingerprint of a posting, to those of the row; what is posted stays.
     * Only for a source that its object is by itself, and of which nothing was settled.
     */
    void rewrite(SourceRow row);

    /** Takes the external ids of postings away, since others are to have them; only of such as were reversed. */
    void supersede(Collection<Long> ids);

    /** Those that exist, by external id; of several that had it in turn the last. */
    Map<String, SourceRow> byExternalId(String origin, Collection<String> externalIds);

    Map<Long, SourceRow> byId(Collection<Long> ids);

    /** @return rows with their balances, in (service date, id) order */
    Page<SourceRow> list(Sources.Query query, Page.Request page);

    /**
     * Open, billable sources of a root, in (service date, id) order. A keyset page, so that reading goes on while the same
     * transaction writes.
     *
     * @param kinds kinds wanted
     * @param onlyObject only of this object; empty for all of the root
     * @param onlyCorrections only those of which less than zero is open
     * @param upTo last service date, inclusive
     * @param afterDate with {@code afterId}: the last row of the page before; empty for the first page
     */
    List<OpenRow> open(
            long root,
            Set<String> kinds,
            Optional<Long> onlyObject,
            boolean onlyCorrections,
            LocalDate upTo,
            Optional<LocalDate> afterDate,
            long afterId,
            int limit);

    /**
     * What is due by root: open, billable sources up to the day; roots in ascending id, -1 comes before the first.
     *
     * @param except kinds that don't count
     */
    List<Due> due(LocalDate upTo, Set<String> except, long afterRoot, int limit);

    /**
     * The same, and forgets the roots it looked at of which nothing is open at all, so that the next look does not read them
     * again. Others wait for the roots it forgot until the transaction ends, so it should be short.
     */
    List<Due> dueAndTidy(LocalDate upTo, Set<String> except, long afterRoot, int limit);

    /**
     * @param root 0 for the sources that belong to no root
     * @param first service date of the first of them
     */
    record Due(long root, long count, LocalDate first) {}

    /**
     * What of a kind is open on an object, in one measure.
     *
     * @param root 0 for the sources that belong to no root
     * @param first service date of the first of them
     */
    record OpenSum(long root, long object, String kind, long count, Share open, LocalDate first) {}

    /** The sums of what is due of some roots, in no order. */
    List<OpenSum> openSums(Collection<Long> roots, LocalDate upTo, Set<String> except);

    /**
     * Roots that a look for what is due would pass over, though something open and billable is among their sources with ids
     * above the first and up to the second: never any.
     */
    List<Long> overlooked(long after, long last, int limit);

    /** Sum of a term over sources of a kind and measure, within service dates, both inclusive, by object of a root. */
    Map<Long, Share> totals(long root, String kind, Measure measure, Term term, Optional<LocalDate> from, LocalDate to);

    /**
     * Sum of what was posted in a measure and not reversed, each without its sign, over the larger postings.
     *
     * @param object only of this object, where there is no root
     * @param root of all its objects
     * @param above only postings of which the value without its sign is more
     */
    BigDecimal postedAbove(long object, Optional<Long> root, Measure measure, BigDecimal above);

    /** What is posted on each object of a root, by measure and currency of cost; one query. */
    List<ObjectSum> sums(long root);

    /** What is posted on each of the objects, likewise; one query for a thousand. */
    List<ObjectSum> sums(Collection<Long> objects);

    /**
     * Sources of one object in one measure whose costs are in one currency.
     *
     * @param billed number of those of which something is billed
     * @param cost empty for those without cost
     */
    record ObjectSum(
            long object, Measure measure, long sources, long billed, Map<Term, Share> terms, Optional<Money> cost) {}

    /** Objects of a root on which sources of one of the kinds were posted, open or not. */
    Set<Long> objects(long root, Set<String> kinds);

    /** Held sources whose {@code heldUntil} is this day or earlier, by root, at most {@code limit}. */
    List<BalanceRow> heldUntil(LocalDate day, Optional<Long> root, int limit);
}
