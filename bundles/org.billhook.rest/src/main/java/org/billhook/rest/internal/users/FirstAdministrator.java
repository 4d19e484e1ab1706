package org.billhook.rest.internal.users;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.karaf.jaas.modules.EncryptionService;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * There is no default password: while the realm has no user, one is created with a random password that is shown once, on
 * standard output, and kept in a file until it was changed. It waits for the service that hashes passwords.
 */
@Component(service = FirstAdministrator.class, immediate = true)
public final class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final FirstPassword first;

    @Activate
    public FirstAdministrator(
            @Reference Accounts accounts,
            @Reference(name = "encryption", target = "(name=" + KarafUsers.NEW_HASH + ")")
                    EncryptionService encryption) {
        this(accounts, new FirstPassword(Path.of(System.getProperty("karaf.data", "data"))));
    }

    FirstAdministrator(Accounts accounts, FirstPassword first) {
        this.first = first;
        try {
            if (accounts.list().isEmpty()) {
                create(accounts);
            }
        } catch (BillhookException e) {
            LOG.error("No first administrator could be created reason='{}'", e.getMessage());
        }
    }

    /** To be called when a user has changed the password. */
    void passwordChanged(String user) {
        if (user.equals(FirstPassword.USER)) {
            first.remove();
        }
    }

    private void create(Accounts accounts) {
        String password = Passwords.random();
        // first: a server that is killed after the account stands has a password for it
        try {
            first.write(password);
        } catch (UncheckedIOException e) {
            LOG.error("The first password is on standard output only", e);
        }
        accounts.create(FirstPassword.USER, password, Set.of(Roles.ADMINISTRATOR), false, "system");
        show(password);
        LOG.info("First administrator created user='{}' file='{}'", FirstPassword.USER, first.file());
    }

    @SuppressWarnings("java:S106") // standard output is where it belongs: the log is kept and read by others
    private void show(String password) {
        System.out.printf(
                "%nBillhook: first start. User '%s', password '%s'.%n"
                        + "It must be changed before anything else: POST /api/v1/users/me/password.%n"
                        + "Until then it stands in %s as well.%n%n",
                FirstPassword.USER, password, first.file());
    }
}
