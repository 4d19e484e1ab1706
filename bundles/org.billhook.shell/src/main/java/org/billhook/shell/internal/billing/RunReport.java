package org.billhook.shell.internal.billing;

import java.io.PrintStream;
import java.util.List;
import org.billhook.core.api.BillingRuns;
import org.billhook.shell.internal.Texts;

/** A run as the shell prints it. */
final class RunReport {

    private RunReport() {}

    static void print(PrintStream out, BillingRuns.Run run) {
        out.printf(
                "Run %d up to %s: %s, %d roots %s, %d lines, net %s%n",
                run.id(),
                run.order().keyDate(),
                run.state(),
                run.roots(),
                run.rootsByState(),
                run.lines(),
                Texts.money(run.totals().values()));
        run.findings().forEach(finding -> out.println(Texts.of(finding)));
    }

    /** Roots that are not billed as they should be. */
    static void printTroubles(PrintStream out, List<BillingRuns.RootResult> roots) {
        for (BillingRuns.RootResult root : roots) {
            if (!root.findings().isEmpty()) {
                out.printf("%s %s: %s%n", root.root(), root.state(), Texts.of(root.findings()));
            }
        }
    }
}
