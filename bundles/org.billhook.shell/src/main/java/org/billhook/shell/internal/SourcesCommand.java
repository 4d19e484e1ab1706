package org.billhook.shell.internal;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.ledger.ActKind;

/** An act on whole sources, with its reason; each source is told with what came of it. */
abstract class SourcesCommand extends BillhookCommand {

    @Reference
    private LedgerCommands ledger;

    @Argument(index = 0, name = "sources", description = "Ids of sources", required = true, multiValued = true)
    private List<Long> ids;

    @Option(name = "--reason", description = "Why; stands in the ledger", required = true)
    private String reason;

    /** @param until for {@link ActKind#HOLD}: first day they can be billed again */
    final void apply(Operator operator, PrintStream out, ActKind kind, Optional<LocalDate> until) {
        List<LedgerCommands.Command> commands = ids.stream()
                .map(source ->
                        new LedgerCommands.Command(kind, source, Optional.empty(), until, Optional.empty(), reason))
                .toList();
        List<LedgerCommands.Result> results = ledger.apply(commands, operator.actor());
        Listing listing = new Listing("Source", "Act", "Findings");
        results.forEach(result -> listing.row(
                result.source(), result.act().map(Object::toString).orElse("refused"), Texts.of(result.findings())));
        listing.print(out);
        long refused = results.stream().filter(result -> result.act().isEmpty()).count();
        if (refused > 0) {
            throw new CommandRefused("%d of %d refused".formatted(refused, results.size()));
        }
    }
}
