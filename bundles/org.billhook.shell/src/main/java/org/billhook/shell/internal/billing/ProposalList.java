package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Proposals.Proposal;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Proposals to give something up, or one of them with its commands. */
@Service
@Command(
        scope = "billhook",
        name = "proposals",
        description = "Proposals to give something up, newest first, or one of them with its commands")
public final class ProposalList extends BillhookCommand {

    @Reference
    private Proposals proposals;

    @Argument(index = 0, name = "proposal", description = "Id of a proposal; all of them if absent")
    private Long id;

    @Option(name = "--open", description = "Only those that wait for a release")
    private boolean open;

    @Option(name = "--limit", description = "At most so many")
    private int limit = 50;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        if (id == null) {
            Optional<Proposals.State> state = open ? Optional.of(Proposals.State.OPEN) : Optional.empty();
            Listing.print(
                    out,
                    limit,
                    page -> proposals.list(state, page),
                    ProposalList::cells,
                    "Proposal",
                    "State",
                    "Of",
                    "Gives up",
                    "Proposed by",
                    "Decided by");
            return;
        }
        Proposal proposal = proposals.find(id).orElseThrow(() -> BillhookException.unknown("proposal", id));
        new Listing("Proposal", "State", "Of", "Gives up", "Proposed by", "Decided by")
                .row(cells(proposal))
                .print(out);
        if (proposal.preview().isEmpty()) {
            Listing commands = new Listing("Kind", "Source", "Part", "Until", "To", "Reason");
            proposal.commands()
                    .forEach(command -> commands.row(
                            command.kind(),
                            command.source(),
                            Texts.of(command.portion().flatMap(part -> part.share()
                                    .<Object>map(share -> share)
                                    .or(part::amount))),
                            Texts.of(command.until()),
                            Texts.of(command.target()),
                            command.reason()));
            commands.print(out);
        }
    }

    private static Object[] cells(Proposal proposal) {
        return new Object[] {
            proposal.id(),
            proposal.state(),
            proposal.preview()
                    .map(preview -> "preview " + preview)
                    .orElse("%d commands".formatted(proposal.commands().size())),
            Texts.of(proposal.stake()),
            proposal.proposedBy(),
            Texts.of(proposal.decidedBy())
        };
    }
}
