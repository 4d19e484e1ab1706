package org.billhook.shell.internal.sources;

import java.io.PrintStream;
import java.time.LocalDate;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.shell.internal.BillhookCommand;
import org.billhook.shell.internal.Operator;
import org.billhook.shell.internal.Texts;

/** Why a source is not billed at a key date, or where it is. */
@Service
@Command(scope = "billhook", name = "why-not", description = "Why a source is not billed at a key date, or where it is")
public final class WhyNot extends BillhookCommand {

    @Reference
    private Requests requests;

    @Argument(index = 0, name = "source", description = "Id of the source", required = true)
    private long id;

    @Argument(index = 1, name = "keyDate", description = "Like 2026-02-28", required = true)
    private String keyDate;

    @Override
    protected String[] roles() {
        return new String[] {Roles.VIEWER};
    }

    @Override
    protected void run(Operator operator, PrintStream out) {
        Requests.WhyNot whyNot = requests.whyNot(id, LocalDate.parse(keyDate));
        out.printf(
                "Source %d on %s, open %s of %s%n",
                id,
                whyNot.source().object(),
                whyNot.source().balance().open(),
                whyNot.source().balance().posted());
        whyNot.reasons().forEach(reason -> out.println(Texts.of(reason)));
        if (!whyNot.billedOn().isEmpty()) {
            out.println("Billed on requests " + whyNot.billedOn());
        }
        if (whyNot.reasons().isEmpty() && whyNot.source().balance().open().signum() != 0) {
            out.println("Nothing stands against billing what is open");
        }
    }
}
