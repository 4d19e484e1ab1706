package org.billhook.rest.internal.users;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The users of the server's JAAS realm, by the engine of the first of its modules that has one; as shipped, that is the
 * file {@code etc/users.properties}. Nothing is written while passwords would be stored in the clear.
 */
@Component(service = UserStore.class)
public final class KarafUsers implements UserStore {

    private static final String REALM = "karaf";
    /** Option of the module that reads a file. */
    private static final String FILE = "users";

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<JaasRealm> realms;

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<BackingEngineFactory> engines;

    /** Where the module of the realm keeps its users, and what writes there. */
    private record Keeper(BackingEngineFactory factory, Map<String, ?> options) {

        BackingEngine engine() {
            return factory.build(options);
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
        BackingEngine engine = keeper(false).engine();
        Map<String, Set<String>> users = new TreeMap<>();
        for (UserPrincipal user : engine.listUsers()) {
            Set<String> roles = new TreeSet<>();
            engine.listRoles(user).forEach(role -> roles.add(role.getName()));
            users.put(user.getName(), roles);
        }
        return users;
    }

    @Override
    public void put(String user, String password) {
        keeper(true).write(engine -> engine.addUser(user, password));
    }

    @Override
    public void addRole(String user, String role) {
        keeper(true).write(engine -> engine.addRole(user, role));
    }

    @Override
    public void removeRole(String user, String role) {
        keeper(true).write(engine -> engine.deleteRole(user, role));
    }

    private Keeper keeper(boolean toWrite) {
        for (AppConfigurationEntry entry : realm().getEntries()) {
            Map<String, ?> options = entry.getOptions();
            Object module = options.get(ProxyLoginModule.PROPERTY_MODULE);
            for (BackingEngineFactory factory : engines) {
                if (factory.getModuleClass().equals(module)) {
                    requireEncryption(toWrite, options);
                    return new Keeper(factory, options);
                }
            }
        }
        throw unavailable("NO_USER_STORE", "The users are kept outside of this server: change them there");
    }

    private JaasRealm realm() {
        return realms.stream()
                .filter(realm -> realm.getName().equals(REALM))
                .max(Comparator.comparingInt(JaasRealm::getRank))
                .orElseThrow(() -> unavailable("NO_REALM", "There is no realm '%s' yet".formatted(REALM)));
    }

    private static void requireEncryption(boolean toWrite, Map<String, ?> options) {
        boolean hashed = "true".equals(String.valueOf(options.get("encryption.enabled")))
                && !"basic".equals(String.valueOf(options.get("encryption.name")));
        if (toWrite && !hashed) {
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
