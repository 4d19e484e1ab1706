package org.billhook.core.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a clerk does with open sources outside of a run. Every command needs a reason; each source is one result, and each
 * root one transaction. Quantities and amounts are positive numbers with the sign of what was posted understood (G-12).
 */
@ProviderType
public interface LedgerCommands {

    /** Kind of the job that does {@link #audit()} and checks the chain of events; its subject is {@code ledger}. */
    String AUDIT = "audit";

    /**
     * One thing to do with one source.
     *
     * @param portion how much; empty for all that is in the term the act takes it from
     * @param until for {@link ActKind#HOLD}: first day it can be billed again
     * @param target for {@link ActKind#TRANSFER}: the object to post it on
     */
    record Command(
            ActKind kind,
            long source,
            Optional<Portion> portion,
            Optional<LocalDate> until,
            Optional<ObjectRef> target,
            String reason) {}

    /**
     * How much: a share, or an amount that is cut at the price that a run would take now. Both together, for a decision of a run
     * alone, are a share that becomes exactly that amount: so that what is spread over many sources adds up (D-86).
     */
    record Portion(Optional<Share> share, Optional<Money> amount) {
        public Portion {
            if (share.isEmpty() && amount.isEmpty()) {
                throw new IllegalArgumentException("A portion is a share or an amount");
            }
        }
    }

    /**
     * @param act id of the act in the ledger; empty if refused
     * @param created id of the source that a transfer, or a reversal, posted
     */
    record Result(long source, Optional<Long> act, Optional<Long> created, List<Finding> findings) {}

    /**
     * Does hold, release, write off, undo of a write-off, transfer and reverse; {@link ActKind#REVALUE} sets what is posted
     * to the portion's share, where the source kind allows it. A command that gives money up is refused with the code NEEDS_RELEASE
     * if the actor may not do that alone: see {@link Proposals}.
     *
     * @param commands at most a thousand
     */
    List<Result> apply(List<Command> commands, Actor actor);

    /**
     * One act on one source.
     *
     * @param releasedBy who released what it gives up; empty where that needs no release
     */
    record Entry(
            long act,
            int seq,
            ActKind kind,
            Share share,
            Optional<Money> value,
            Optional<Long> document,
            Optional<Integer> position,
            String actor,
            String reason,
            java.time.Instant at,
            Optional<String> releasedBy) {}

    /** All acts on a source, in their order. */
    List<Entry> entries(long source);

    /**
     * Adds all entries up against all balances (law 1).
     *
     * @return an error per source that does not agree; empty if all do
     */
    List<Finding> audit();
}
