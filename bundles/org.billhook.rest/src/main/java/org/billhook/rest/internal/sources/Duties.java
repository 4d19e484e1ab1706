package org.billhook.rest.internal.sources;

import jakarta.ws.rs.core.SecurityContext;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;
import org.billhook.rest.wire.Caller;

/**
 * What a clerk can do with a source, and which roles may. Whoever holds back is not who gives up: writing off has a role of
 * its own. Further acts are those of runs and requests.
 */
public final class Duties {

    /** What a run is told to do with sources; billing a part is the clerk's anyway. */
    private static final Set<ActKind> OF_RUNS = EnumSet.of(ActKind.BILL, ActKind.HOLD, ActKind.WRITE_OFF);

    private static final Map<ActKind, List<String>> ROLES = new EnumMap<>(Map.of(
            ActKind.BILL, List.of(Roles.BILLING_CLERK),
            ActKind.HOLD, List.of(Roles.BILLING_CLERK, Roles.PROJECT_MANAGER),
            ActKind.RELEASE, List.of(Roles.BILLING_CLERK, Roles.PROJECT_MANAGER),
            ActKind.TRANSFER, List.of(Roles.BILLING_CLERK),
            ActKind.REVALUE, List.of(Roles.BILLING_CLERK),
            ActKind.REVERSE, List.of(Roles.BILLING_CLERK),
            ActKind.WRITE_OFF, List.of(Roles.BILLING_APPROVER),
            ActKind.UNDO_WRITE_OFF, List.of(Roles.BILLING_APPROVER)));

    private Duties() {}

    static Set<ActKind> kinds() {
        Set<ActKind> kinds = EnumSet.copyOf(ROLES.keySet());
        kinds.remove(ActKind.BILL);
        return kinds;
    }

    /** Kinds of decisions of a run. */
    public static Set<ActKind> ofRuns() {
        return OF_RUNS;
    }

    static List<String> roles(ActKind kind) {
        return ROLES.get(kind);
    }

    /** @throws jakarta.ws.rs.ForbiddenException if the caller lacks the role that one of the commands needs */
    public static void requireFor(List<LedgerCommands.Command> commands, SecurityContext caller) {
        for (LedgerCommands.Command command : commands) {
            List<String> roles = ROLES.get(command.kind());
            if (roles.stream().noneMatch(caller::isUserInRole)) {
                Caller.require(caller, roles.get(0));
            }
        }
    }
}
