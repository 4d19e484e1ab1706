package org.billhook.rest.internal.users;

import java.util.Set;

/**
 * A user of the realm.
 *
 * @param roles as given, not what they include
 * @param shell whether the user may use the remote shell
 */
record Account(String name, Set<String> roles, boolean shell, boolean disabled, boolean mustChangePassword) {

    Account {
        roles = Set.copyOf(roles);
    }
}
