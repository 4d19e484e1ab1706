package org.billhook.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.util.Set;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.billhook.core.api.Roles;
import org.junit.jupiter.api.Test;

class OperatorTest {

    @Test
    void rolesOfTheShellAreThoseOfTheApi() {
        Operator carl = Operator.of(principals("carl", "billing-clerk", "ssh"));

        assertThat(carl.actor().name()).isEqualTo("carl");
        carl.requireOneOf(Roles.VIEWER);
        carl.requireOneOf(Roles.PROJECT_MANAGER, Roles.BILLING_CLERK);
        assertThatThrownBy(() -> carl.requireOneOf(Roles.BILLING_APPROVER))
                .hasMessage("This needs the role billing-approver");
    }

    @Test
    void administratorOfTheContainerHasAll() {
        assertThat(Operator.of(principals("karaf", "admin")).roles()).containsAll(Roles.ALL);
    }

    @Test
    void shellWithoutAUserDoesNothing() {
        assertThatThrownBy(() -> Operator.of(Set.of())).isInstanceOf(CommandRefused.class);
        assertThatThrownBy(Operator::current).isInstanceOf(CommandRefused.class);
    }

    private static Set<Principal> principals(String user, String... roles) {
        Set<Principal> principals = new java.util.HashSet<>(Set.of(new UserPrincipal(user)));
        for (String role : roles) {
            principals.add(new RolePrincipal(role));
        }
        return principals;
    }
}
