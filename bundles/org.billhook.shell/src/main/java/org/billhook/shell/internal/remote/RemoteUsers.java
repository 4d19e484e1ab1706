package org.billhook.shell.internal.remote;

import java.security.Principal;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;

/** What the roles of a user of the server say about coming in from afar. They are those that the API writes. */
final class RemoteUsers {

    /** Who may do anything to the container. */
    private static final String ADMINISTRATOR = "admin";
    /** Who may use the remote shell without being an administrator. */
    private static final String SHELL = "shell";
    /** Who must change the first password before anything else, and who is disabled. */
    private static final Set<String> KEPT_OUT = Set.of("password-change-required", "disabled");

    private RemoteUsers() {}

    static boolean isAdministrator(Subject user) {
        Set<String> roles = roles(user);
        return roles.contains(ADMINISTRATOR) && Collections.disjoint(roles, KEPT_OUT);
    }

    /** Whether the user has a shell, be it that of an administrator or that of others. */
    static boolean hasShell(Subject user) {
        Set<String> roles = roles(user);
        return isAdministrator(user) || roles.contains(SHELL) && Collections.disjoint(roles, KEPT_OUT);
    }

    /** As stored. */
    static Set<String> roles(Subject user) {
        return user.getPrincipals(RolePrincipal.class).stream()
                .map(Principal::getName)
                .collect(Collectors.toSet());
    }
}
