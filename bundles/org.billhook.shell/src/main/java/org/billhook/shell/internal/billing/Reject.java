package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;

/** Reject a request, or lines of it. */
@Service
@Command(
        scope = "billhook",
        name = "reject",
        description = "Reject a request or lines of it; the reason says whether that is open again, or given up")
public final class Reject extends BillhookCommand {

    @Reference
    private Requests requests;

    @Argument(index = 0, name = "request", description = "Id of the request", required = true)
    private long id;

    @Option(name = "--code", description = "Code of the reason; CANCELLED by default, LATER for lines")
    private String code;

    @Option(name = "--reason", description = "Why; stands in the ledger", required = true)
    private String reason;

    @Option(name = "--line", description = "Position of a line; all lines by default", multiValued = true)
    private List<Integer> lines = List.of();

    @Option(name = "--percent", description = "Only so much of what stands of each line")
    private String percent;

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_APPROVER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Requests.Request request = requests.find(id).orElseThrow(() -> BillhookException.unknown("request", id));
        if (percent != null && lines.isEmpty()) {
            throw new IllegalArgumentException("A percentage is of lines: name them with --line");
        }
        Optional<BigDecimal> ofEach = Optional.ofNullable(percent).map(BigDecimal::new);
        List<Requests.Part> parts = lines.stream()
                .map(line -> new Requests.Part(line, Optional.empty(), ofEach, Optional.empty()))
                .toList();
        String chosen = code != null ? code : lines.isEmpty() ? "CANCELLED" : "LATER";
        Requests.Request rejected =
                requests.reject(id, request.version(), new Requests.Rejection(chosen, reason, parts), operator.actor());
        out.printf("%s %s, %s of %s stand%n", rejected.number(), rejected.state(), rejected.standing(), rejected.net());
    }
}
