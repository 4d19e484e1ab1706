package org.billhook.core.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Giving money up takes two: one proposes, an approver who is somebody else releases. A proposal is of commands on sources, which are
 * done when it is released, or of a preview, which is committed after that. Methods throw {@link BillhookException}.
 */
@ProviderType
public interface Proposals {

    /** Code of the finding that says who may release what the caller may not give up alone. */
    String NEEDS_RELEASE = "NEEDS_RELEASE";

    /** State of a proposal. */
    enum State {
        OPEN,
        /** Of commands: they were done. Of a preview: it can be committed. */
        RELEASED,
        /** By an approver, or withdrawn by who proposed it. */
        DECLINED
    }

    /**
     * A proposal.
     *
     * @param preview id of the preview; empty for commands
     * @param commands what is done when it is released; none for a preview
     * @param stake what it gives up, as it was when it was proposed
     * @param decidedBy who released or declined it
     * @param reason why it was declined
     */
    record Proposal(
            long id,
            State state,
            Optional<Long> preview,
            List<LedgerCommands.Command> commands,
            Stake stake,
            String proposedBy,
            Instant proposedAt,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt,
            Optional<String> reason) {

        public Proposal {
            commands = List.copyOf(commands);
        }
    }

    /**
     * When giving up needs a release, as it is set now.
     *
     * @param anotherPerson whether it must be released by somebody other than who proposes it
     * @param belowAmount amounts below this one, in units of their currency, need no release; 0 if that does not count
     * @param belowPercent shares below this one need no release; 0 if that does not count
     * @param holdDays a hold that ends after so many days from now is giving up
     */
    record Rules(boolean anotherPerson, int belowAmount, int belowPercent, int holdDays) {}

    /** How it is set. */
    Rules rules();

    /** Whether there is no second user who may release, though another person must: the one there is does it alone. */
    boolean isAlone();

    /**
     * What an auditor should know: that no other person has to release, or none can, and how much was released by who gave it up.
     */
    List<Finding> notes();

    /**
     * Stores a proposal of commands after trying them: what would be refused now can't be proposed.
     *
     * @param commands 1 to 1,000; done together, or none of them
     * @throws BillhookException REFUSED with the findings of the commands that would be refused
     */
    Proposal propose(List<LedgerCommands.Command> commands, Actor actor);

    /**
     * Stores a proposal to release a preview; one that is open already is given back.
     *
     * @throws BillhookException UNKNOWN; CONFLICT if the token is of another preview, it was committed or gives nothing up
     */
    Proposal propose(long preview, String token, Actor actor);

    /** Empty if there is none. */
    Optional<Proposal> find(long id);

    /**
     * Newest first.
     *
     * @param state only those in it; empty for all
     */
    Page<Proposal> list(Optional<State> state, Page.Request page);

    /**
     * Releases it: commands are done in one transaction, in the name of who proposed them.
     *
     * @throws BillhookException FORBIDDEN if the actor is no approver, or had a part in it; CONFLICT if it was decided before, or what
     *     it gives up is not what it was: a source was billed or changed since, a price is another one
     */
    Proposal release(long id, Actor actor);

    /**
     * Declines it; who proposed it withdraws it so.
     *
     * @param reason 1 to 500 characters
     * @throws BillhookException FORBIDDEN if the actor is neither an approver nor who proposed it; CONFLICT if it was decided before
     */
    Proposal decline(long id, String reason, Actor actor);
}
