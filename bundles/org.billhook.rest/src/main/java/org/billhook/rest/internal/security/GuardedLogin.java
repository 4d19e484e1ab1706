package org.billhook.rest.internal.security;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.billhook.core.api.BillhookException;

/**
 * Checks passwords as {@link Logins} does; who has a second factor gives the code right after the password. Who logs in with a
 * key, which nobody guesses, is left to the server's own realm.
 * Made anew for each login, by its class name.
 */
public final class GuardedLogin implements LoginModule {

    /** Option: the {@link Logins} to ask. */
    static final String LOGINS = "logins";

    /** As a socket address prints itself: {@code name/192.0.2.1:50022}, {@code /[2001:db8::1]:50022}. */
    private static final Pattern SOCKET = Pattern.compile("[^/]*/\\[?([^\\]%]*)(?:%[^\\]]*)?\\]?:\\d+");

    private Subject subject;
    private CallbackHandler credentials;
    private Logins logins;
    private Set<Principal> principals = Set.of();

    @Override
    public void initialize(
            Subject subject, CallbackHandler credentials, Map<String, ?> sharedState, Map<String, ?> options) {
        this.subject = subject;
        this.credentials = credentials;
        this.logins = (Logins) options.get(LOGINS);
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("User: ");
        PasswordCallback password = new PasswordCallback("Password: ", false);
        try {
            credentials.handle(new Callback[] {name, password});
        } catch (UnsupportedCallbackException e) {
            principals = byKey();
            return true;
        } catch (IOException e) {
            throw (LoginException) new LoginException("The client gave no name and password").initCause(e);
        }
        if (name.getName() == null || password.getPassword() == null) {
            throw new FailedLoginException("login failed");
        }
        Logins.Outcome outcome = outcome(name.getName(), new String(password.getPassword()));
        password.clearPassword();
        if (!(outcome instanceof Logins.Granted granted) || granted.login().mustSetUp()) {
            throw new FailedLoginException("login failed");
        }
        principals = Stream.concat(
                        Stream.of(new UserPrincipal(granted.login().user())),
                        granted.stored().stream().map(RolePrincipal::new))
                .collect(Collectors.toSet());
        return true;
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(principals);
        return true;
    }

    @Override
    public boolean abort() {
        principals = Set.of();
        return true;
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(principals);
        return abort();
    }

    private Logins.Outcome outcome(String user, String password) throws LoginException {
        try {
            return logins.loginByOneField(user, password, address());
        } catch (BillhookException e) {
            throw (LoginException) new LoginException(e.getMessage()).initCause(e);
        }
    }

    private Set<Principal> byKey() throws LoginException {
        Subject known = new Subject();
        known.getPrincipals().addAll(subject.getPrincipals(ClientPrincipal.class));
        return Set.copyOf(new KarafRealm("karaf").login(known, credentials).getPrincipals());
    }

    private String address() {
        return subject.getPrincipals(ClientPrincipal.class).stream()
                .findFirst()
                .map(client -> host(client.getAddress()))
                .orElse("unknown");
    }

    static String host(String address) {
        Matcher socket = SOCKET.matcher(address);
        return socket.matches() ? socket.group(1) : address;
    }
}
