package org.billhook.rest.internal.users;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.jaas.config.JaasRealm;
import org.apache.karaf.jaas.modules.BackingEngine;
import org.apache.karaf.jaas.modules.BackingEngineFactory;
import org.apache.karaf.jaas.modules.encryption.EncryptionSupport;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.StoredUsers;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.security.GuardedRealm;
import org.billhook.rest.internal.security.PasswordHashes;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of the server's JAAS realm, by the engine of the first of its modules that has one; as shipped, that is the
 * file {@code etc/users.properties}. Nothing is written while passwords would be stored in the clear.
 */
@Component(service = {UserStore.class, StoredUsers.class, PasswordHashes.class})
public final class KarafUsers implements UserStore, PasswordHashes {

    private static final Logger LOG = LoggerFactory.getLogger(KarafUsers.class);

    private static final String REALM = "karaf";
    /** Option of the module that reads a file. */
    private static final String FILE = "users";
    /** Option of the module: name of the service that hashes passwords. */
    private static final String HASH = "encryption.name";
    /** The service as delivered, which {@code org.billhook.passwords} brings, and its cost. */
    static final String NEW_HASH = "billhook-bcrypt";

    private static final int NEW_COST = 12;
    private static final String NOBODYS_PASSWORD = "nobody has this password";

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(!(" + GuardedRealm.MARK + "=true))")
    private volatile List<JaasRealm> realms;

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<BackingEngineFactory> engines;

    /** Where the module of the realm keeps its users, and what writes there. */
    private record Keeper(BackingEngineFactory factory, Map<String, ?> options) {

        BackingEngine engine() {
            return factory.build(options);
        }

        EncryptionSupport hashes() {
            return new EncryptionSupport(options);
        }

        /** The hash as it stands in the file; empty for who is not there, or if there is no file. */
        Optional<StoredHash> stored(String user) {
            return options.get(FILE) instanceof String file
                    ? StoredHash.find(Path.of(file), user, options)
                    : Optional.empty();
        }

        /** Where the users are in a file, it is replaced as a whole. */
        void write(Consumer<BackingEngine> work) {
            if (options.get(FILE) instanceof String file) {
                WholeFile.change(Path.of(file), next -> {
                    Map<String, Object> elsewhere = new HashMap<>(options);
                    elsewhere.put(FILE, next.toString());
                    work.accept(factory.build(elsewhere));
                });
            } else {
                work.accept(engine());
            }
        }
    }

    @Override
    public Map<String, Set<String>> users() {
        BackingEngine engine = keeper().engine();
        Map<String, Set<String>> users = new TreeMap<>();
        for (UserPrincipal user : engine.listUsers()) {
            Set<String> roles = new TreeSet<>();
            engine.listRoles(user).forEach(role -> roles.add(role.getName()));
            users.put(user.getName(), roles);
        }
        return users;
    }

    @Override
    public synchronized void create(String user, String password, Set<String> roles) {
        keeperToWrite().write(engine -> {
            engine.addUser(user, password);
            roles.forEach(role -> engine.addRole(user, role));
        });
    }

    @Override
    public synchronized void put(String user, String password) {
        keeperToWrite().write(engine -> engine.addUser(user, password));
    }

    @Override
    public synchronized void addRole(String user, String role) {
        keeperToWrite().write(engine -> engine.addRole(user, role));
    }

    @Override
    public synchronized void removeRole(String user, String role) {
        keeperToWrite().write(engine -> engine.deleteRole(user, role));
    }

    @Override
    public void evenOut(String user) {
        find().filter(keeper -> keeper.engine().lookupUser(user) == null)
                .ifPresent(keeper -> keeper.hashes().encrypt(NOBODYS_PASSWORD));
    }

    @Override
    public synchronized void renew(String user, String password) {
        Optional<Keeper> keeper =
                find().filter(found -> NEW_HASH.equals(found.options().get(HASH)));
        boolean cheaper = keeper.flatMap(found -> found.stored(user))
                .filter(hash ->
                        hash.isCheaperThan(NEW_COST) && keeper.get().hashes().checkPassword(password, hash.text()))
                .isPresent();
        if (!cheaper) {
            return;
        }
        try {
            keeper.get().write(engine -> engine.addUser(user, password));
            LOG.info("Password hashed anew user='{}'", user);
        } catch (UncheckedIOException e) {
            LOG.error("A cheap hash of a password stays user='{}'", user, e); // the login is right all the same
        }
    }

    private Keeper keeper() {
        return find().orElseThrow(() ->
                unavailable("NO_USER_STORE", "The users are kept outside of this server: change them there"));
    }

    private Keeper keeperToWrite() {
        Keeper keeper = keeper();
        requireEncryption(keeper.options());
        return keeper;
    }

    private Optional<Keeper> find() {
        for (AppConfigurationEntry entry : realm().getEntries()) {
            Map<String, ?> options = entry.getOptions();
            Object module = options.get(ProxyLoginModule.PROPERTY_MODULE);
            for (BackingEngineFactory factory : engines) {
                if (factory.getModuleClass().equals(module)) {
                    return Optional.of(new Keeper(factory, options));
                }
            }
        }
        return Optional.empty();
    }

    private JaasRealm realm() {
        return realms.stream()
                .filter(realm -> realm.getName().equals(REALM))
                .max(Comparator.comparingInt(JaasRealm::getRank))
                .orElseThrow(() -> unavailable("NO_REALM", "There is no realm '%s' yet".formatted(REALM)));
    }

    private static void requireEncryption(Map<String, ?> options) {
        boolean hashed = "true".equals(String.valueOf(options.get("encryption.enabled")))
                && !"basic".equals(String.valueOf(options.get(HASH)));
        if (!hashed) {
            throw unavailable(
                    "PASSWORDS_NOT_HASHED",
                    "Passwords would be stored without a strong hash: set encryption.enabled and encryption.name in"
                            + " etc/org.apache.karaf.jaas.cfg");
        }
    }

    private static BillhookException unavailable(String code, String message) {
        return new BillhookException(BillhookException.Type.UNAVAILABLE, Finding.error(code, message));
    }
}
