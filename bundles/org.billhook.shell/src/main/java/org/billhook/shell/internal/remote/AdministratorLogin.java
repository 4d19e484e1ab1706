package org.billhook.shell.internal.remote;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;

/**
 * Lets in an administrator of another realm who has changed the first password and is not disabled. Made by the container, one for
 * each login.
 */
public final class AdministratorLogin implements LoginModule {

    /** Option: name of the realm that has the users. */
    static final String REALM = "realm";

    private Subject subject;
    private CallbackHandler credentials;
    private String realm;
    private Set<Principal> principals = Set.of();

    @Override
    public void initialize(
            Subject subject, CallbackHandler credentials, Map<String, ?> sharedState, Map<String, ?> options) {
        this.subject = subject;
        this.credentials = credentials;
        this.realm = (String) options.get(REALM);
    }

    @Override
    public boolean login() throws LoginException {
        Subject known = new Subject();
        known.getPrincipals().addAll(subject.getPrincipals(ClientPrincipal.class));
        new LoginContext(realm, known, credentials).login();
        if (!RemoteUsers.isAdministrator(known)) {
            throw new FailedLoginException("This is no administrator, or the first password was not changed");
        }
        principals = Set.copyOf(known.getPrincipals());
        return true;
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(principals);
        return !principals.isEmpty();
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(principals);
        principals = Set.of();
        return true;
    }
}
