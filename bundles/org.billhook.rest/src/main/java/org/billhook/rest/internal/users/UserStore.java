package org.billhook.rest.internal.users;

import java.util.Set;
import org.billhook.core.api.StoredUsers;

/** The realm's users with the names of their roles, as stored. */
interface UserStore extends StoredUsers {

    /** Adds a user with these roles, or nothing at all: half of a user is never there, whenever the server is killed. */
    void create(String user, String password, Set<String> roles);

    /** Gives the user another password; roles stay. */
    void put(String user, String password);

    void addRole(String user, String role);

    void removeRole(String user, String role);
}
