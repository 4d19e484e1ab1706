package org.billhook.core.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may release what is given up: enabled users with the role {@link Roles#BILLING_APPROVER}, those who include it too. Names that differ
 * in upper and lower case alone are of one person.
 */
@ProviderType
public interface Approvers {

    /** Whether the user of this name is one now; where the users can't be read, it can't be told and is taken to be so. */
    boolean has(String name);

    /** Whether there are two at least, so that each has another one; where the users can't be read, it is taken to be so. */
    boolean areSeveral();

    /** Whether there is one other than the user of this name; where the users can't be read, it is taken to be so. */
    boolean hasOtherThan(String name);
}
