package org.billhook.rest.internal.security;

import java.util.Set;

/** The only paths under the root of the API that need no login. */
final class PublicPaths {

    private static final Set<String> PATHS = Set.of("ready", "openapi.json");

    private PublicPaths() {}

    /** @param path relative to the root of the API */
    static boolean has(String path) {
        return PATHS.contains(path.startsWith("/") ? path.substring(1) : path);
    }
}
