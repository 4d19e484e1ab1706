package org.billhook.rest.internal.users;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.security.Logins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Creates and changes users. An administrator is also one of the remote shell and the container beneath it, but only once
 * the first password was changed.
 */
@Component(service = Accounts.class)
public final class Accounts {

    /** What the remote shell asks of who is no administrator. */
    private static final String SHELL = "shell";
    /** What the container's own console asks for: whoever has these may do anything to the server. */
    private static final List<String> CONTAINER = List.of("group", "admin", "manager", "systembundles", "ssh");

    private final UserStore store;
    private final Logins logins;
    private final UserChanges changes;

    @Activate
    public Accounts(@Reference UserStore store, @Reference Logins logins, @Reference UserChanges changes) {
        this.store = store;
        this.logins = logins;
        this.changes = changes;
    }

    /** All users, by name. */
    synchronized List<Account> list() {
        return store.users().entrySet().stream()
                .map(user -> account(user.getKey(), user.getValue()))
                .toList();
    }

    /** @throws BillhookException UNKNOWN */
    synchronized Account get(String name) {
        Set<String> roles = store.users().get(name);
        if (roles == null) {
            throw BillhookException.unknown("user", name);
        }
        return account(name, roles);
    }

    /** A new user, who has to change the password at the first login. */
    synchronized Account create(String name, String password, Set<String> roles, boolean shell, String actor) {
        if (store.users().containsKey(name)) {
            throw conflict("EXISTS", "There is a user '%s' already".formatted(name));
        }
        store.create(name, password, new TreeSet<>(stored(new Account(name, roles, shell, false, true))));
        requireLogin(name, password);
        Account account = get(name);
        changes.tell(name, "created", Optional.empty(), Optional.of(shown(account)), actor);
        return account;
    }

    /** Gives a user other roles, and lets in again one who was disabled. */
    synchronized Account setRoles(String name, Set<String> roles, boolean shell, String actor) {
        Account before = get(name);
        requireOtherAdministrator(before, roles.contains(Roles.ADMINISTRATOR));
        Account after = write(new Account(name, roles, shell, false, before.mustChangePassword()));
        changes.tell(name, "roles", Optional.of(shown(before)), Optional.of(shown(after)), actor);
        return after;
    }

    /** Takes all roles away and refuses every login from now on. */
    synchronized Account disable(String name, String actor) {
        Account before = get(name);
        requireOtherAdministrator(before, false);
        Account after = write(new Account(name, Set.of(), false, true, before.mustChangePassword()));
        changes.tell(name, "roles", Optional.of(shown(before)), Optional.of(shown(after)), actor);
        return after;
    }

    /** Sets a password; {@code mustChange} if somebody other than the user chose it. */
    synchronized void setPassword(String name, String password, boolean mustChange, String actor) {
        Account before = get(name);
        store.put(name, password);
        write(new Account(name, before.roles(), before.shell(), before.disabled(), mustChange));
        if (!before.disabled()) {
            requireLogin(name, password);
        }
        changes.tell(name, "password", Optional.empty(), Optional.empty(), actor);
    }

    /** Notes at the user whether there is a second factor, for when the store of second factors is away. */
    synchronized void markSecondFactor(String name, boolean active) {
        logins.forget(name);
        boolean marked = store.users().getOrDefault(name, Set.of()).contains(SecondFactorLogin.ROLE);
        if (active && !marked) {
            store.addRole(name, SecondFactorLogin.ROLE);
        } else if (!active && marked) {
            store.removeRole(name, SecondFactorLogin.ROLE);
        }
    }

    private static String shown(Account account) {
        List<String> words = new ArrayList<>(new TreeSet<>(account.roles()));
        if (account.shell()) {
            words.add("with the shell");
        }
        if (account.disabled()) {
            words.add("disabled");
        }
        return words.isEmpty() ? "no role" : String.join(", ", words);
    }

    private Account write(Account account) {
        Set<String> wanted = stored(account);
        Set<String> present = store.users().getOrDefault(account.name(), Set.of());
        Set<String> ours = new HashSet<>(Roles.ALL);
        ours.addAll(CONTAINER);
        ours.addAll(List.of(SHELL, Logins.CHANGE_PASSWORD, Logins.DISABLED));
        wanted.stream().filter(role -> !present.contains(role)).forEach(role -> store.addRole(account.name(), role));
        present.stream()
                .filter(role -> ours.contains(role) && !wanted.contains(role))
                .forEach(role -> store.removeRole(account.name(), role));
        logins.forget(account.name());
        Map<String, Set<String>> written = store.users();
        if (!written.getOrDefault(account.name(), Set.of()).containsAll(wanted)) {
            throw notWritten(account.name());
        }
        return account(account.name(), written.get(account.name()));
    }

    private static Set<String> stored(Account account) {
        Set<String> roles = new HashSet<>(account.roles());
        boolean trusted = !account.mustChangePassword() && !account.disabled();
        if (trusted && account.roles().contains(Roles.ADMINISTRATOR)) {
            roles.addAll(CONTAINER);
        }
        if (account.shell()) {
            roles.add(SHELL);
        }
        if (account.mustChangePassword()) {
            roles.add(Logins.CHANGE_PASSWORD);
        }
        if (account.disabled()) {
            roles.add(Logins.DISABLED);
        }
        return roles;
    }

    private static Account account(String name, Set<String> stored) {
        Set<String> roles = new HashSet<>(stored);
        roles.retainAll(Roles.ALL);
        return new Account(
                name,
                roles,
                stored.contains(SHELL),
                stored.contains(Logins.DISABLED),
                stored.contains(Logins.CHANGE_PASSWORD));
    }

    private void requireOtherAdministrator(Account account, boolean staysOne) {
        boolean other = list().stream()
                .anyMatch(user -> !user.name().equals(account.name())
                        && user.roles().contains(Roles.ADMINISTRATOR)
                        && !user.disabled());
        if (account.roles().contains(Roles.ADMINISTRATOR) && !staysOne && !other) {
            throw conflict("LAST_ADMINISTRATOR", "'%s' is the last administrator".formatted(account.name()));
        }
    }

    private void requireLogin(String name, String password) {
        logins.forget(name);
        if (!logins.isPassword(name, password)) {
            throw notWritten(name);
        }
    }

    private static BillhookException conflict(String code, String message) {
        return new BillhookException(BillhookException.Type.CONFLICT, Finding.error(code, message));
    }

    private static BillhookException notWritten(String name) {
        return new BillhookException(
                BillhookException.Type.UNAVAILABLE,
                Finding.error("NOT_WRITTEN", "User '%s' could not be written: see the server's log".formatted(name)));
    }
}
