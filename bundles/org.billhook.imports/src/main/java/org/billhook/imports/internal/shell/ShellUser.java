package org.billhook.imports.internal.shell;

import java.security.AccessController;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Roles;

/**
 * Who works at the shell. Only an administrator, of the API or of the container beneath, may name files of the server: what a user of
 * another role could read that way is more than the API gives.
 */
final class ShellUser {

    private static final String CONTAINER_ADMINISTRATOR = "admin";

    private ShellUser() {}

    /**
     * The user of this thread.
     *
     * @throws IllegalStateException if there is none, or one who is no administrator
     */
    @SuppressWarnings("removal") // the container passes the user on in no other way before Java 24
    static Actor whoMayImport() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return whoMayImport(subject == null ? Set.of() : subject.getPrincipals());
    }

    static Actor whoMayImport(Set<Principal> principals) {
        Set<String> given = principals.stream()
                .filter(RolePrincipal.class::isInstance)
                .map(Principal::getName)
                .collect(Collectors.toSet());
        boolean may = given.contains(CONTAINER_ADMINISTRATOR)
                || Roles.effective(given).contains(Roles.ADMINISTRATOR);
        return principals.stream()
                .filter(UserPrincipal.class::isInstance)
                .filter(user -> may)
                .map(user -> new Actor(user.getName()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "This needs the role administrator, as it reads files of the server; send yours to POST /api/v1/imports"));
    }
}
