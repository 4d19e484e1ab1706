package org.billhook.rest.internal.security;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JAAS realm of the server. */
final class KarafRealm implements Realm {

    private static final Logger LOG = LoggerFactory.getLogger(KarafRealm.class);

    private final String name;

    KarafRealm(String name) {
        this.name = name;
    }

    @Override
    public Optional<Set<String>> check(String user, String password) {
        try {
            Subject subject = login(new Subject(), callbacks -> answer(callbacks, user, password));
            return Optional.of(subject.getPrincipals(RolePrincipal.class).stream()
                    .map(RolePrincipal::getName)
                    .collect(Collectors.toSet()));
        } catch (FailedLoginException e) {
            LOG.debug("Login refused realm='{}'", name, e);
            return Optional.empty();
        } catch (LoginException e) {
            LOG.warn("Login refused by the realm='{}' reason='{}'", name, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Gives the subject what the realm knows of who logs in.
     *
     * @throws LoginException if the realm does not let in who that is
     */
    Subject login(Subject subject, CallbackHandler credentials) throws LoginException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ProxyLoginModule.class.getClassLoader());
        try {
            new LoginContext(name, subject, credentials).login();
            return subject;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void answer(Callback[] callbacks, String user, String password) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password.toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
