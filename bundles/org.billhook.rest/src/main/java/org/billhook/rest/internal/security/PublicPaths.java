package org.billhook.rest.internal.security;

import java.util.Set;

/**
 * The only paths under the root of the API that need no login. One of them says more to whom has one: a login that is given
 * for it is checked.
 */
final class PublicPaths {

    private static final Set<String> PATHS = Set.of("ready", "openapi.json");
    private static final Set<String> LOGIN_OPTIONAL = Set.of("health");

    private PublicPaths() {}

    /** @param path relative to the root of the API */
    static boolean has(String path) {
        return PATHS.contains(relative(path));
    }

    /** Whether a call without a login is answered too, with less. */
    static boolean saysMoreToUsers(String path) {
        return LOGIN_OPTIONAL.contains(relative(path));
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
