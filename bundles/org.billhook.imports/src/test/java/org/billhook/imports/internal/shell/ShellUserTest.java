package org.billhook.imports.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellUserTest {

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "admin"})
    void administratorMayImportFilesOfTheServer(String role) {
        assertThat(ShellUser.whoMayImport(principals("iris", role, "ssh")).name())
                .isEqualTo("iris");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"viewer", "integrator", "billing-clerk", "billing-approver", "plugin-administrator", "auditor"})
    void nobodyElseMay(String role) {
        assertThatThrownBy(() -> ShellUser.whoMayImport(principals("carl", role, "ssh")))
                .hasMessageStartingWith("This needs the role administrator");
    }

    @Test
    void shellWithoutAUserImportsNothing() {
        assertThatThrownBy(() -> ShellUser.whoMayImport(Set.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ShellUser::whoMayImport).isInstanceOf(IllegalStateException.class);
    }

    private static Set<Principal> principals(String user, String... roles) {
        Set<Principal> principals = new HashSet<>(Set.of(new UserPrincipal(user)));
        for (String role : roles) {
            principals.add(new RolePrincipal(role));
        }
        return principals;
    }
}
