package org.billhook.shell.internal.sources;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.Proposals;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.CommandRefused;
import org.billhook.shell.internal.Listing;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;
import org.joda.money.Money;

/** An act on sources, with its reason; each source is told with what came of it. */
abstract class SourcesCommand extends BillhookCommand {

    @Reference
    private LedgerCommands ledger;

    @Argument(index = 0, name = "sources", description = "Ids of sources", required = true, multiValued = true)
    private List<Long> ids;

    @Option(name = "--reason", description = "Why; stands in the ledger", required = true)
    private String reason;

    @Option(name = "--quantity", description = "How much of each, such as '1.5 HUR'; all of it unless told")
    private String quantity;

    @Option(name = "--amount", description = "How much of each, at the price of now, such as '100.00 EUR'")
    private String amount;

    @Option(name = "--propose", description = "Propose it, where it gives something up: an approver releases it")
    private boolean propose;

    @Reference
    private Proposals proposals;

    abstract ActKind kind();

    /** For {@link ActKind#HOLD}: first day they can be billed again. */
    Optional<LocalDate> until() {
        return Optional.empty();
    }

    /** For {@link ActKind#TRANSFER}: the object to post it on. */
    Optional<ObjectRef> target() {
        return Optional.empty();
    }

    /** How much, as it was given. */
    Optional<Portion> portion() {
        Optional<Share> share = Optional.ofNullable(quantity).map(Texts::quantity);
        Optional<Money> money = Optional.ofNullable(amount).map(Texts::money);
        return share.isEmpty() && money.isEmpty() ? Optional.empty() : Optional.of(new Portion(share, money));
    }

    @Override
    protected final void run(Operator operator, PrintStream out) {
        Optional<Portion> portion = portion();
        Optional<LocalDate> until = until();
        Optional<ObjectRef> target = target();
        List<LedgerCommands.Command> commands = ids.stream()
                .map(source -> new LedgerCommands.Command(kind(), source, portion, until, target, reason))
                .toList();
        if (propose) {
            out.println(Texts.of(proposals.propose(commands, operator.actor())));
            return;
        }
        List<LedgerCommands.Result> results = ledger.apply(commands, operator.actor());
        Listing listing = new Listing("Source", "Act", "New source", "Findings");
        results.forEach(result -> listing.row(
                result.source(),
                result.act().map(Object::toString).orElse("refused"),
                Texts.of(result.created()),
                Texts.of(result.findings())));
        listing.print(out);
        long refused = results.stream().filter(result -> result.act().isEmpty()).count();
        if (refused > 0) {
            throw new CommandRefused("%d of %d refused".formatted(refused, results.size()));
        }
    }
}
