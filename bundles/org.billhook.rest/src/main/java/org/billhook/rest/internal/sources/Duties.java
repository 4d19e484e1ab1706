package org.billhook.rest.internal.sources;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.SecurityContext;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;

/**
 * What a clerk can do or propose with a source, and which roles may. What gives money up is done alone by nobody else than the ledger
 * lets: see {@link org.billhook.core.api.Proposals}. Further acts are those of runs and requests.
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
            ActKind.WRITE_OFF, List.of(Roles.BILLING_CLERK, Roles.BILLING_APPROVER),
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
                throw new ForbiddenException(
                        "%s needs the role %s".formatted(command.kind(), String.join(" or ", roles)));
            }
        }
    }
}
