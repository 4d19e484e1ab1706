package org.billhook.rest.internal.users;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Input;

/** Reads what a caller says about users. */
final class UserInput {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,79}");

    private UserInput() {}

    static String name(Input in, String name) {
        return in.required("name", name, text -> {
            if (!NAME.matcher(text).matches() || text.equals("me")) {
                throw new IllegalArgumentException(
                        "must have 1 to 80 letters, digits or . _ @ -, the first a letter or digit, and not be 'me'");
            }
            return text;
        });
    }

    static Set<String> roles(Input in, List<String> roles) {
        return roles(in, "roles", roles);
    }

    static Set<String> roles(Input in, String field, List<String> roles) {
        Set<String> known = new TreeSet<>();
        for (String role : in.list(field, roles, Roles.ALL.size())) {
            if (Roles.ALL.contains(role)) {
                known.add(role);
            } else {
                in.refuse("WRONG_VALUE", field, "%s: '%s' is not one of %s".formatted(field, role, Roles.ALL));
            }
        }
        return known;
    }
}
