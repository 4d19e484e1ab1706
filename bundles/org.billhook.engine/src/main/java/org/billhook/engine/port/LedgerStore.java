package org.billhook.engine.port;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/** Acts, balances and entries (law 1). */
public interface LedgerStore {

    /**
     * Who did something, why and when: once per root or command.
     *
     * @param releasedBy who released what it gives up; empty where that needs no release
     */
    record Act(Optional<Long> run, String actor, String reason, Instant at, Optional<String> releasedBy) {

        /** One that needs no release. */
        public Act(Optional<Long> run, String actor, String reason, Instant at) {
            this(run, actor, reason, at, Optional.empty());
        }
    }

    /**
     * One move on one source.
     *
     * @param seq number of acts on the source when it was proposed; the move is refused if it has changed since
     * @param share nine decimals, with the sign of posted; for REVALUE the signed change
     * @param whole whether this settles all that was ever posted, which the store can do in bulk
     * @param value what it became; empty where nothing was valued
     * @param document id of the request, with {@code position} the line that claims it; 0 for none
     * @param heldUntil for HOLD: first day it can be billed again
     */
    record Move(
            long source,
            int seq,
            ActKind kind,
            BigDecimal share,
            boolean whole,
            Optional<Money> value,
            long document,
            int position,
            Optional<LocalDate> heldUntil) {}

    /**
     * A settled part that stands.
     *
     * @param value what it became
     * @param price of its line; empty without a line, and for lines that were billed before prices were stored with them
     */
    record SettledPart(long source, Share share, Money value, Optional<PriceOfPart> price) {}

    /**
     * At what price a line was billed.
     *
     * @param basis names the price: compared as a whole, read by nobody
     * @param net of the line
     * @param netAtPrice the same without the amounts that came on top of its price
     */
    record PriceOfPart(String basis, Money net, Money netAtPrice) {

        /** What a value of the line is without those amounts. */
        public Money of(Money value) {
            if (net.isEqual(netAtPrice) || value.isEqual(net)) {
                return value.isEqual(net) ? netAtPrice : value;
            }
            return net.isZero()
                    ? value
                    : Money.of(
                            value.getCurrencyUnit(),
                            value.getAmount()
                                    .multiply(netAtPrice.getAmount())
                                    .divide(net.getAmount(), value.getScale(), RoundingMode.HALF_UP));
        }
    }

    /**
     * What a line of a request bills of a source and what that became, less what was given back of it.
     *
     * @param number of the request
     */
    record BilledPart(long source, String number, int position, Share share, Money value) {}

    /** Parts of the sources that are billed by requests, in the order in which they were billed; none that are in the making. */
    List<BilledPart> billed(Collection<Long> sources);

    /** One entry, as stored. */
    record EntryRow(
            long act,
            int seq,
            ActKind kind,
            Share share,
            Optional<Money> value,
            Optional<Long> document,
            Optional<Integer> position,
            String actor,
            String reason,
            Instant at,
            Optional<String> releasedBy) {}

    /** Stores an act. */
    long act(Act act);

    /**
     * Does moves, in bulk: updates the balances where {@code seq} is as proposed, and inserts the entries.
     *
     * @param moves sources in ascending order within a page; at most a thousand
     * @throws StoreException STALE if any source has changed since, naming some of them; LAW if a term would leave its bounds
     */
    void apply(long act, List<Move> moves);

    Map<Long, BalanceRow> balances(Collection<Long> sources);

    /** Parts of the sources that are billed or written off now with a value: those given back are left out. */
    List<SettledPart> settled(Collection<Long> sources);

    /** Value of what is written off or credited now; a source is absent if it was not valued, or in several currencies. */
    Map<Long, Money> writtenOff(Collection<Long> sources);

    List<EntryRow> entries(long source);

    /** Where a share is that a line of a request claimed. */
    enum Claimed {
        /** The line stands. */
        BILLED,
        /** Opened again by a rejection. */
        REOPENED,
        /** Given up by a rejection. */
        GIVEN_UP,
        /** Covered by the fixed price that the line bills. */
        INCLUDED
    }

    /**
     * Shares and values that lines of a request claimed and that are there now, by source and line; as moves of kind BILL on
     * the balances of now.
     *
     * @param position only this line; 0 for all
     * @param limit sources come whole or not at all, so that there may be more for one of many lines
     */
    List<Move> claimedBy(long request, int position, Claimed where, long afterSource, int limit);

    /** Number of acts whose release was by who did them: nobody else was asked. */
    long releasedAlone();

    /** The highest id that a source, a balance or an entry has; 0 if there is none. */
    long lastSource();

    /**
     * Sources whose posting, balance and entries do not agree: one of them is missing, or the entries do not add up to the
     * balance. At most a hundred, ids ascending.
     *
     * @param after only ids above
     * @param last only ids up to this one
     */
    List<Long> disagreements(long after, long last);

    /** Those of all sources: for few of them, as it is one query. */
    default List<Long> disagreements() {
        return disagreements(0, Long.MAX_VALUE);
    }
}
