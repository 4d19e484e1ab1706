package org.billhook.rest.internal.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.api.BillhookException;
import org.billhook.rest.internal.security.LoginsForTest;
import org.billhook.rest.wire.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {

    private static final String FIRST = "first password";
    private static final String SECOND = "second password";

    private final Users users = new Users();
    private final Accounts accounts =
            new Accounts(users, LoginsForTest.over(users::check), new UserChanges(Clock.systemUTC(), Runnable::run));

    @TempDir
    Path data;

    @Test
    void newUserMustChangeThePasswordAndHasNoShellBefore() {
        Account created = accounts.create("ada", FIRST, Set.of("viewer"), true, "root");

        assertThat(created.mustChangePassword()).isTrue();
        assertThat(users.roles.get("ada")).containsExactlyInAnyOrder("viewer", "shell", "password-change-required");
        accounts.setPassword("ada", SECOND, false, "ada");
        assertThat(users.roles.get("ada")).containsExactlyInAnyOrder("viewer", "shell");
    }

    @Test
    void administratorBecomesOneOfTheContainerWithTheChange() {
        accounts.create("ada", FIRST, Set.of("administrator"), false, "root");
        accounts.setPassword("ada", SECOND, false, "ada");

        assertThat(users.roles.get("ada"))
                .containsExactlyInAnyOrder("administrator", "group", "admin", "manager", "systembundles", "ssh");
        assertThat(users.passwords.get("ada")).isEqualTo(SECOND);
    }

    @Test
    void whoIsNoLongerAdministratorLeavesTheContainerToo() {
        administrator("ada");
        administrator("bob");
        accounts.setRoles("bob", Set.of("billing-clerk"), false, "ada");

        assertThat(users.roles.get("bob")).containsExactly("billing-clerk");
    }

    @Test
    void lastAdministratorStays() {
        administrator("ada");

        assertThatThrownBy(() -> accounts.disable("ada", "ada")).isInstanceOf(BillhookException.class);
        assertThatThrownBy(() -> accounts.setRoles("ada", Set.of("viewer"), false, "ada"))
                .hasMessage("'ada' is the last administrator");
        administrator("bob");
        assertThat(accounts.disable("ada", "bob").disabled()).isTrue();
        assertThat(users.roles.get("ada")).containsExactly("disabled");
    }

    @Test
    void nameIsTakenOnce() {
        administrator("ada");

        assertThatThrownBy(() -> accounts.create("ada", FIRST, Set.of("viewer"), false, "ada"))
                .isInstanceOf(BillhookException.class);
    }

    @Test
    void rolesThatAreNoneOfOursStay() {
        administrator("ada");
        users.addRole("ada", "of-another-system");
        accounts.setRoles("ada", Set.of("administrator"), false, "ada");

        assertThat(users.roles.get("ada")).contains("of-another-system");
    }

    @Test
    void firstStartMakesAnAdministratorWithARandomPasswordThatOnlyTheOwnerReads() throws IOException {
        FirstPassword first = new FirstPassword(data);
        FirstAdministrator start = new FirstAdministrator(accounts, first);

        String text = Files.readString(first.file());
        assertThat(text).matches("admin:[A-Za-z2-9]{20}\\R");
        assertThat(users.passwords.get("admin")).isEqualTo(text.substring(6, 26));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())))
                .isEqualTo("rw-------");
        assertThat(accounts.get("admin").mustChangePassword()).isTrue();

        start.passwordChanged("ada");
        assertThat(first.file()).exists();
        start.passwordChanged("admin");
        assertThat(first.file()).doesNotExist();
    }

    @Test
    void administratorIsThereEvenIfTheFileCanNotBeWritten() throws IOException {
        Path noFolder = Files.createFile(data.resolve("file")).resolve("below");
        new FirstAdministrator(accounts, new FirstPassword(noFolder));

        assertThat(accounts.list()).extracting(Account::name).containsExactly("admin");
    }

    @Test
    void startAfterOneThatWasKilledMakesAnAdministratorWithTheFirstPassword() throws IOException {
        FirstPassword first = new FirstPassword(data);
        users.killed = true;
        assertThatThrownBy(() -> new FirstAdministrator(accounts, first)).hasMessage("killed");
        String early = Files.readString(first.file());
        users.killed = false;
        new FirstAdministrator(accounts, first);

        assertThat(Files.readString(first.file()))
                .isEqualTo("admin:%s%n".formatted(users.passwords.get("admin")))
                .isNotEqualTo(early);
    }

    @Test
    void laterStartMakesNone() {
        administrator("ada");
        new FirstAdministrator(accounts, new FirstPassword(data));

        assertThat(accounts.list()).extracting(Account::name).containsExactly("ada");
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "short, WEAK_PASSWORD",
        "ada-ada-ada-ada, WEAK_PASSWORD",
        "correct horse battery, ",
        "ääääääääääääääääääääääääääääääääääääa, WEAK_PASSWORD",
        "aaaaaaaaaaaa, COMMON_PASSWORD",
        "123456789012, COMMON_PASSWORD",
        "password1234, COMMON_PASSWORD",
        "Passw0rd!Passw0rd!, COMMON_PASSWORD",
        "qwertyuiop12, COMMON_PASSWORD",
        "'            ', COMMON_PASSWORD",
        "first word to change, ",
    })
    void passwordIsLongAndWhollyHashed(String password, String code) {
        Input in = new Input();
        Passwords.check(in, "password", password, "ada");

        assertThat(in.findings().stream()
                        .map(finding -> finding.code())
                        .findFirst()
                        .orElse(null))
                .isEqualTo(code);
    }

    private void administrator(String name) {
        accounts.create(name, FIRST, Set.of("administrator"), false, "system");
        accounts.setPassword(name, SECOND, false, name);
    }

    private static final class Users implements UserStore {
        private boolean killed;
        private final Map<String, String> passwords = new HashMap<>();
        private final Map<String, Set<String>> roles = new TreeMap<>();

        java.util.Optional<Set<String>> check(String user, String password) {
            return java.util.Optional.ofNullable(
                    password.equals(passwords.get(user)) ? Set.copyOf(roles.get(user)) : null);
        }

        @Override
        public Map<String, Set<String>> users() {
            Map<String, Set<String>> copy = new TreeMap<>();
            roles.forEach((name, given) -> copy.put(name, Set.copyOf(given)));
            return copy;
        }

        @Override
        public void create(String user, String password, Set<String> given) {
            if (killed) {
                throw new IllegalStateException("killed");
            }
            passwords.put(user, password);
            roles.put(user, new HashSet<>(given));
        }

        @Override
        public void put(String user, String password) {
            passwords.put(user, password);
        }

        @Override
        public void addRole(String user, String role) {
            roles.get(user).add(role);
        }

        @Override
        public void removeRole(String user, String role) {
            roles.get(user).remove(role);
        }
    }
}
