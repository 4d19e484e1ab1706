package org.billhook.core.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/** What is due, why it can't be billed now, and the end of what is never to be billed. */
@ProviderType
public interface DueList {

    /**
     * Which roots are wanted: all conditions that are given must hold.
     *
     * @param keyDate last day that counts, inclusive
     * @param party one of the root's active items is invoiced to it
     * @param item one of the root's active items
     * @param relevance one of the root's active items has it
     * @param reason code of one of the reasons
     * @param atStake whether to compute what is at stake, and with it the reasons that only the rules know, such as a missing price
     * @param atLeast at least so much is at stake, or that can't be told
     */
    record Query(
            LocalDate keyDate,
            Optional<String> party,
            Optional<ObjectRef> item,
            Optional<String> relevance,
            Optional<String> reason,
            boolean atStake,
            Optional<Money> atLeast) {

        /** All roots, without what is at stake. */
        public static Query all(LocalDate keyDate) {
            return new Query(
                    keyDate,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty());
        }
    }

    /**
     * One root on the due list. A plan or quantity that no item of the root bills is not due.
     *
     * @param item the item that would bill it; empty if none does
     * @param due number of open sources up to the key date
     * @param unbilled how many of these no item of the root bills, as it stands: work on a free item, the cost behind a fixed price
     * @param open what is open, one sum for each measure
     * @param atStake what would be billed if nothing stood against it, one sum for each currency; empty if it was not asked for, if
     *     there are more than 1,000 sources, or if a rule broke
     * @param reasons why some of it can't be billed now; empty if all of it can
     */
    record DueRoot(
            ObjectRef root,
            Optional<ObjectRef> item,
            Optional<String> relevance,
            Optional<String> party,
            long due,
            long unbilled,
            Optional<LocalDate> firstServiceDate,
            List<Share> open,
            Optional<List<Money>> atStake,
            List<Finding> reasons) {}

    /**
     * By root, those without a root first. A page may have fewer roots than wanted though another one follows: after 10,000 roots that
     * did not match the look is broken off.
     */
    Page<DueRoot> list(Query query, Page.Request page);

    /**
     * What was settled.
     *
     * @param sources number of sources that were written off
     * @param refused what could not be, with its reasons
     * @param more whether there is more to settle: at most 10,000 sources are settled in a call
     */
    record Settled(long sources, List<LedgerCommands.Result> refused, boolean more) {}

    /**
     * Writes off what no item of the roots bills, up to the key date; what an item bills, or a rule that is away may bill, is left
     * alone. It can be undone, source by source.
     *
     * @param roots 1 to 1,000 heads of roots
     * @param reason 1 to 200 characters; stands in the ledger
     * @throws BillhookException UNKNOWN for a root that does not exist, REFUSED for an object that heads no root, FORBIDDEN if the actor may not give up alone
     *     what has no price
     */
    Settled settleUnbilled(LocalDate keyDate, List<ObjectRef> roots, String reason, Actor actor);
}
