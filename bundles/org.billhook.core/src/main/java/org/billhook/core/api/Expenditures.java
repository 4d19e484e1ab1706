package org.billhook.core.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The expenditure view of a preview: what it looked at as a tree by characteristics, what becomes of each, and the decisions of
 * the clerk (D-80 to D-86). Every decision makes a new preview; the one before stays until it ends, so that going back to it undoes
 * the decision. Previews without {@link BillingRuns.Order#structure} have no tree. Methods throw {@link BillhookException}.
 */
@ProviderType
public interface Expenditures {

    /**
     * One column of a node or source.
     *
     * @param quantity empty where several measures are beneath a node
     * @param amount at the prices of the preview; empty where something has no price
     */
    record Column(Optional<Share> quantity, Optional<Money> amount) {}

    /**
     * What becomes of something (D-81): {@code original} is the sum of the three others, in quantity and amount.
     *
     * @param later stays open or is set aside until a day
     * @param rejected is completed without billing: written off, or covered by a contract
     */
    record Columns(Column original, Column toBill, Column later, Column rejected) {}

    /**
     * A node of the tree. The first level is the item that bills; the levels beneath are the structure.
     *
     * @param node number within the preview; what is beneath it has the numbers after it, up to {@code last}
     * @param parent 0 for none
     * @param characteristic what the level is about; {@code item} on the first
     * @param value blank where the sources beneath have none
     * @param sources number of sources beneath it
     * @param cost of what is open, where all of it has a cost in one currency
     */
    record Node(
            int node,
            int last,
            int parent,
            int level,
            String characteristic,
            String value,
            long sources,
            Optional<Money> cost,
            Columns columns) {}

    /**
     * A source at the end of the tree.
     *
     * @param node that it is directly beneath
     * @param reason why something of it is not billed
     */
    record Item(
            long source,
            int node,
            String kind,
            ObjectRef object,
            LocalDate serviceDate,
            String text,
            Map<String, String> characteristics,
            Optional<Money> cost,
            Columns columns,
            Optional<String> reason) {}

    /**
     * How much of a node or source: exactly one of the three; each is turned into the others (D-84).
     *
     * @param percent 0 to 100, of what is original
     * @param quantity zero or more, where all beneath has one measure
     * @param amount zero or more, where all beneath has a price
     */
    record Part(Optional<BigDecimal> percent, Optional<Share> quantity, Optional<Money> amount) {
        /** Of all. */
        public static Part percent(String percent) {
            return new Part(Optional.of(new BigDecimal(percent)), Optional.empty(), Optional.empty());
        }
    }

    /**
     * What shall become of a node or of one source. What is neither billed nor later is rejected (D-82). It takes the place of all
     * decisions on the same sources before.
     *
     * @param node number of a node; empty for a source
     * @param source id of a source; empty for a node
     * @param toBill how much to bill
     * @param later how much to bill later; empty for none
     * @param until first day it can be billed again; empty to leave it open (D-80)
     * @param locked whether the lines go to the request as they are, without adjustments (D-83)
     * @param apportionment internal code for what is not billed, for example WARRANTY (D-83a); stands before the reason
     * @param reason 1 to 400 characters
     */
    record Decision(
            Optional<Integer> node,
            Optional<Long> source,
            Part toBill,
            Optional<Part> later,
            Optional<LocalDate> until,
            boolean locked,
            Optional<String> apportionment,
            String reason) {}

    /** Nodes beneath a node, or those of the first level, in the order of their numbers. */
    Page<Node> nodes(long preview, Optional<Integer> parent, Page.Request page);

    /** Sources beneath a node, at any depth, oldest first within the node they are directly beneath. */
    Page<Item> items(long preview, int node, Page.Request page);

    /**
     * Decides, and computes a new preview with all decisions so far. Parts of a node are spread over its sources in proportion,
     * remainders from the oldest (D-85).
     *
     * @param decisions at most a thousand
     * @throws BillhookException UNKNOWN for the preview; REFUSED with a finding per decision that can't be; CONFLICT if the
     *     preview was committed
     */
    BillingRuns.Preview decide(long preview, List<Decision> decisions, Actor actor);

    /**
     * Computes a preview with further changes of prices, after those there are (D-62).
     *
     * @throws BillhookException as {@link #decide}
     */
    BillingRuns.Preview reprice(long preview, List<BillingRuns.PriceChange> changes, Actor actor);

    /**
     * Transfers what is open beneath a node to another object, at once: the one act here that counts before the commit. Then
     * computes the preview anew. With a percentage, that part of every source: so work on one element is shared out among several
     * contract items (O-46).
     *
     * @param percent above 0, up to 100; empty for all
     * @throws BillhookException as {@link #decide}; REFUSED with the findings of the first sources that can't be moved, when those
     *     before them were
     */
    BillingRuns.Preview transfer(
            long preview, int node, ObjectRef target, Optional<BigDecimal> percent, String reason, Actor actor);
}
