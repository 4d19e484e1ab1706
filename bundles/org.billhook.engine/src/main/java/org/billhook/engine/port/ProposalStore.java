package org.billhook.engine.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Page;
import org.billhook.core.api.Proposals.State;

/** Proposals to give something up. */
public interface ProposalStore {

    /**
     * A proposal.
     *
     * @param bodyJson what is proposed and what it gives up, written and read by the engine
     */
    record ProposalRow(
            long id,
            State state,
            Optional<Long> preview,
            String bodyJson,
            String proposedBy,
            Instant proposedAt,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt,
            Optional<String> reason) {}

    /** Stores a new one; its id is ignored. */
    ProposalRow insert(ProposalRow row);

    /**
     * Stores that it was decided.
     *
     * @throws StoreException STALE if it is not open any more
     */
    void decide(ProposalRow row);

    Optional<ProposalRow> find(long id);

    /** All of a preview, newest first. */
    List<ProposalRow> of(long preview);

    /**
     * Newest first.
     *
     * @param state only those in it; empty for all
     */
    Page<ProposalRow> list(Optional<State> state, Page.Request page);
}
