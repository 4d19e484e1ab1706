package org.billhook.shell.internal;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.ledger.ActKind;

/** Acts on whole sources, each told with what came of it. */
final class Acts {

    private Acts() {}

    static void apply(
            PrintStream out,
            LedgerCommands ledger,
            Operator operator,
            ActKind kind,
            List<Long> sources,
            Optional<LocalDate> until,
            String reason) {
        List<LedgerCommands.Command> commands = sources.stream()
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
