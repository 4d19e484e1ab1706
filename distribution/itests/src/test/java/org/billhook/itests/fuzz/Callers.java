package org.billhook.itests.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.harness.Administrator;
import org.billhook.harness.Api;
import org.billhook.harness.Dice;

/** Who calls: an administrator, a user of each role, somebody without a login, somebody with a token that is none. */
final class Callers {

    private static final String PREFIX = "fuzz-";
    private static final String PASSWORD = "of-nobody-but-the-fuzz-1";
    private static final List<String> ROLES = List.of(
            "viewer",
            "project-manager",
            "billing-clerk",
            "billing-approver",
            "integrator",
            "auditor",
            "monitor",
            "plugin-administrator");

    /** @param login value of the header Authorization; null for none */
    record Caller(String name, String login) {}

    private final Api administrator;
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final List<Caller> callers = new ArrayList<>();

    Callers(Api administrator, String password) {
        this.administrator = administrator;
        callers.add(new Caller(Administrator.NAME, basic(Administrator.NAME, password)));
        for (String role : ROLES) {
            String name = PREFIX + role;
            administrator
                    .post("/users", Map.of("name", name, "password", PASSWORD + "-first", "roles", Set.of(role)))
                    .expect(201);
            Api.anonymous(administrator.address())
                    .as(name, PASSWORD + "-first")
                    .post("/users/me/password", Map.of("current", PASSWORD + "-first", "password", PASSWORD))
                    .expect(204);
            roles.put(name, role);
            callers.add(new Caller(name, basic(name, PASSWORD)));
        }
        callers.add(new Caller("nobody", null));
        callers.add(new Caller("a token that is none", "Bearer bht_nonsense"));
    }

    Caller any(Dice dice) {
        return dice.below(100) < 55 ? administrator() : callers.get(1 + dice.below(callers.size() - 1));
    }

    Caller administrator() {
        return callers.get(0);
    }

    /** Whether the server must know this caller. */
    boolean isUser(Caller caller) {
        return roles.containsKey(caller.name()) || caller.equals(administrator());
    }

    /** A user whose roles some call took away gets them back. */
    void restore(Caller caller) {
        String role = roles.get(caller.name());
        if (role != null) {
            administrator.put("/users/" + caller.name() + "/roles", Map.of("roles", Set.of(role)), Map.of());
        }
    }

    /** Whether it names one of these users, whom no call shall change on purpose. */
    static boolean isOwn(String text) {
        return text.startsWith(PREFIX) || text.equals(Administrator.NAME);
    }

    private static String basic(String name, String password) {
        return "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((name + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
