package org.billhook.rest.internal.security;

import java.util.Optional;
import java.util.Set;

/** Where users are kept, with their passwords. */
interface Realm {

    /** Role names as stored, if the password is right; slow on purpose. */
    Optional<Set<String>> check(String user, String password);
}
