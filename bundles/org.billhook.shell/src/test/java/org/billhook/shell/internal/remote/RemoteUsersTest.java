package org.billhook.shell.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteUsersTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            administrator admin ssh,                        true,  true
            viewer shell,                                   true,  false
            administrator shell,                            true,  false
            viewer ssh,                                     false, false
            viewer,                                         false, false
            viewer shell password-change-required,          false, false
            viewer shell disabled,                          false, false
            administrator admin password-change-required,   false, false
            administrator admin disabled,                   false, false
            shell admin disabled,                           false, false
            """)
    void rolesSayWhichShellAUserHas(String roles, boolean shell, boolean administrator) {
        Subject user = new Subject();
        user.getPrincipals().add(new UserPrincipal("ada"));
        for (String role : roles.split(" ")) {
            user.getPrincipals().add(new RolePrincipal(role));
        }

        assertThat(RemoteUsers.hasShell(user)).isEqualTo(shell);
        assertThat(RemoteUsers.isAdministrator(user)).isEqualTo(administrator);
    }
}
