package org.billhook.shell.internal;

import java.security.AccessController;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Roles;

/**
 * Who works at the shell. The roles are those of the API, of the same users; who is an administrator of the container
 * beneath, the console of the server's own terminal included, has all.
 *
 * @param roles effective ones
 */
public record Operator(Actor actor, Set<String> roles) {

    private static final String CONTAINER_ADMINISTRATOR = "admin";

    public Operator {
        roles = Set.copyOf(roles);
    }

    /** The user of this thread. */
    @SuppressWarnings("removal") // the container passes the user on in no other way before Java 24
    public static Operator current() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return of(subject == null ? Set.of() : subject.getPrincipals());
    }

    public static Operator of(Set<Principal> principals) {
        String name = principals.stream()
                .filter(UserPrincipal.class::isInstance)
                .map(Principal::getName)
                .findFirst()
                .orElseThrow(() -> new CommandRefused("The shell does not know who you are"));
        Set<String> given = principals.stream()
                .filter(RolePrincipal.class::isInstance)
                .map(Principal::getName)
                .collect(Collectors.toSet());
        if (given.contains(CONTAINER_ADMINISTRATOR)) {
            given.add(Roles.ADMINISTRATOR);
        }
        Set<String> roles = Roles.effective(given);
        return new Operator(new Actor(name, roles), roles);
    }

    /** @throws CommandRefused if the user has none of these roles */
    public void requireOneOf(String... needed) {
        if (Arrays.stream(needed).noneMatch(roles::contains)) {
            throw new CommandRefused("This needs the role " + String.join(" or ", needed));
        }
    }
}
