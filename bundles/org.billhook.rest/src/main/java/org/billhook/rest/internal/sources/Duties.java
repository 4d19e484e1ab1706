package org.billhook.rest.internal.sources;

import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;
import org.billhook.rest.internal.wire.Caller;

/** Which role does what with a source, where several kinds of commands come in one call. */
public final class Duties {

    private static final Set<String> HOLDING = Set.of(Roles.PROJECT_MANAGER, Roles.BILLING_CLERK);
    private static final Map<ActKind, String> ROLES = Map.of(
            ActKind.WRITE_OFF, Roles.BILLING_APPROVER,
            ActKind.UNDO_WRITE_OFF, Roles.BILLING_APPROVER,
            ActKind.TRANSFER, Roles.BILLING_CLERK,
            ActKind.REVALUE, Roles.BILLING_CLERK,
            ActKind.REVERSE, Roles.BILLING_CLERK);

    private Duties() {}

    /** @throws jakarta.ws.rs.ForbiddenException if the caller lacks the role that one of the commands needs */
    public static void requireFor(List<LedgerCommands.Command> commands, SecurityContext caller) {
        for (LedgerCommands.Command command : commands) {
            String role = ROLES.get(command.kind());
            if (role != null) {
                Caller.require(caller, role);
            } else if (HOLDING.stream().noneMatch(caller::isUserInRole)) {
                Caller.require(caller, Roles.BILLING_CLERK);
            }
        }
    }
}
