package org.billhook.rest.internal.users;

import java.util.Map;
import java.util.Set;

/** The realm's users with the names of their roles, as stored. */
interface UserStore {

    /** Role names by user name. */
    Map<String, Set<String>> users();

    /** Adds the user, or gives the user another password; roles stay. */
    void put(String user, String password);

    void addRole(String user, String role);

    void removeRole(String user, String role);
}
