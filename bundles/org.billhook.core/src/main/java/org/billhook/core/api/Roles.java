package org.billhook.core.api;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The roles that a user can have, by the names that stand in the user's entry and in {@code @RolesAllowed} of a REST
 * resource, a plugin's too. A role includes others: see {@link #effective}.
 */
public final class Roles {

    /** Reads all that has to do with billing. */
    public static final String VIEWER = "viewer";
    /** Creates and changes billing objects. */
    public static final String PROJECT_MANAGER = "project-manager";
    /** Previews, runs, and holds, releases, transfers, revalues and reverses sources. */
    public static final String BILLING_CLERK = "billing-clerk";
    /** Gives money up: writes off, rejects requests. */
    public static final String BILLING_APPROVER = "billing-approver";
    /** Another system: brings objects, sources and prices. */
    public static final String INTEGRATOR = "integrator";
    /** Installs and takes away rule plugins. */
    public static final String PLUGIN_ADMINISTRATOR = "plugin-administrator";
    /** Reads everything, the audit of the ledger and the log of changes included. */
    public static final String AUDITOR = "auditor";
    /** Reads the figures of the running server, and nothing of billing: for what collects metrics. */
    public static final String MONITOR = "monitor";
    /** Has every role. */
    public static final String ADMINISTRATOR = "administrator";

    /** All of them. */
    public static final List<String> ALL = List.of(
            VIEWER,
            PROJECT_MANAGER,
            BILLING_CLERK,
            BILLING_APPROVER,
            INTEGRATOR,
            PLUGIN_ADMINISTRATOR,
            AUDITOR,
            MONITOR,
            ADMINISTRATOR);

    private static final Set<String> READING =
            Set.of(PROJECT_MANAGER, BILLING_CLERK, BILLING_APPROVER, INTEGRATOR, AUDITOR);

    private Roles() {}

    /**
     * What a user may do who was given these roles: {@link #ADMINISTRATOR} has all, everyone who works with billing is a
     * {@link #VIEWER}.
     *
     * @param given role names; those that are none of ours are left out
     */
    public static Set<String> effective(Collection<String> given) {
        Set<String> effective = new TreeSet<>(given);
        effective.retainAll(ALL);
        if (effective.contains(ADMINISTRATOR)) {
            effective.addAll(ALL);
        }
        if (!Collections.disjoint(effective, READING)) {
            effective.add(VIEWER);
        }
        return effective;
    }
}
