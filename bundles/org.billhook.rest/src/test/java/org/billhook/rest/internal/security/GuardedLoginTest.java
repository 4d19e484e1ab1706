package org.billhook.rest.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedLoginTest {

    private static final String ADDRESS = "/192.0.2.1:50022";

    private final Logins logins = new Logins(
            (user, password) -> Optional.ofNullable(password.equals("right") ? Set.of("viewer", "ssh") : null),
            LoginsForTest.NO_HASHES,
            new SecondStep() {
                @Override
                public Result take(String user, Set<String> stored, String code) {
                    if (isActive(user)) {
                        return code.isEmpty() ? Result.MISSING : code.equals("123456") ? Result.DONE : Result.WRONG;
                    }
                    return user.equals("newt") ? Result.TO_BE_SET_UP : Result.NOT_NEEDED;
                }

                @Override
                public boolean isActive(String user) {
                    return user.equals("coda");
                }
            },
            new MovableClock());

    @Test
    void rightPasswordGivesUserAndStoredRoles() throws LoginException {
        Subject subject = subject();
        GuardedLogin login = module(subject, "right");
        login.login();
        login.commit();

        assertThat(subject.getPrincipals())
                .contains(new UserPrincipal("vera"), new RolePrincipal("viewer"), new RolePrincipal("ssh"));
        login.logout();
        assertThat(subject.getPrincipals()).extracting(Principal::getName).containsExactly("ssh(" + ADDRESS + ")");
    }

    @Test
    void guessesOfTheShellAndOfCallsAreCountedTogether() throws LoginException {
        for (int i = 0; i < 3; i++) {
            GuardedLogin guess = module(subject(), "guess " + i);
            assertThatThrownBy(guess::login).isInstanceOf(FailedLoginException.class);
            logins.login("vera", "call " + i, "192.0.2.1");
        }

        assertThatThrownBy(() -> module(subject(), "right").login()).isInstanceOf(FailedLoginException.class);
        assertThat(logins.login("vera", "right", "192.0.2.1")).isInstanceOf(Logins.MustWait.class);
        assertThat(logins.login("vera", "right", "192.0.2.2")).isInstanceOf(Logins.Granted.class);
    }

    @Test
    void whoHasASecondFactorGivesTheCodeAfterThePassword() throws LoginException {
        assertThat(module(subject(), "coda", "right123456").login()).isTrue();
        assertThatThrownBy(() -> module(subject(), "coda", "right").login()).isInstanceOf(FailedLoginException.class);
        assertThatThrownBy(() -> module(subject(), "coda", "right654321").login())
                .isInstanceOf(FailedLoginException.class);
        assertThatThrownBy(() -> module(subject(), "vera", "right123456").login())
                .isInstanceOf(FailedLoginException.class);
    }

    @Test
    void whoMustSetUpASecondFactorHasNoShellBefore() {
        assertThatThrownBy(() -> module(subject(), "newt", "right").login()).isInstanceOf(FailedLoginException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/192.0.2.1:50022, 192.0.2.1",
        "client.example/192.0.2.1:50022, 192.0.2.1",
        "/[2001:db8:0:0:0:0:0:1]:50022, 2001:db8:0:0:0:0:0:1",
        "/[fe80:0:0:0:0:0:0:1%eth0]:50022, fe80:0:0:0:0:0:0:1",
        "local, local",
    })
    void addressIsThatOfTheSocketWithoutItsPort(String socket, String host) {
        assertThat(GuardedLogin.host(socket)).isEqualTo(host);
    }

    private GuardedLogin module(Subject subject, String password) {
        return module(subject, "vera", password);
    }

    private GuardedLogin module(Subject subject, String user, String password) {
        GuardedLogin login = new GuardedLogin();
        login.initialize(
                subject,
                callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof NameCallback name) {
                            name.setName(user);
                        } else {
                            ((PasswordCallback) callback).setPassword(password.toCharArray());
                        }
                    }
                },
                Map.of(),
                Map.of(GuardedLogin.LOGINS, logins));
        return login;
    }

    private static Subject subject() {
        Subject subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal("ssh", ADDRESS));
        return subject;
    }
}
