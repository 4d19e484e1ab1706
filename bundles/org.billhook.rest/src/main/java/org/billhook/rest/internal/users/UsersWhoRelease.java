package org.billhook.rest.internal.users;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.Approvers;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The users of this server who may release what is given up. */
@Component
public final class UsersWhoRelease implements Approvers {

    private final Accounts accounts;

    @Activate
    public UsersWhoRelease(@Reference Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean has(String name) {
        try {
            return names().contains(name);
        } catch (BillhookException e) {
            return true; // the users are kept elsewhere, where the role was given
        }
    }

    @Override
    public boolean hasOtherThan(String name) {
        try {
            return names().stream().anyMatch(other -> !other.equalsIgnoreCase(name));
        } catch (BillhookException e) {
            return true;
        }
    }

    @Override
    public boolean areSeveral() {
        try {
            return names().stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .distinct()
                            .count()
                    > 1;
        } catch (BillhookException e) {
            return true;
        }
    }

    private Set<String> names() {
        return accounts.list().stream()
                .filter(account ->
                        !account.disabled() && Roles.effective(account.roles()).contains(Roles.BILLING_APPROVER))
                .map(Account::name)
                .collect(Collectors.toSet());
    }
}
