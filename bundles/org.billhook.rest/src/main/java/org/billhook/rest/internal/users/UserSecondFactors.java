package org.billhook.rest.internal.users;

import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.SecondFactors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Second factors of the users of this server: in the store, marked at the user, and told to the logs. */
@Component(service = UserSecondFactors.class)
public final class UserSecondFactors {

    private static final Logger LOG = LoggerFactory.getLogger(UserSecondFactors.class);
    private static final String PENDING = "set up, not confirmed";
    private static final String ACTIVE = "active";

    private final Accounts accounts;
    private final UserChanges changes;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SecondFactors factors;

    @Activate
    public UserSecondFactors(@Reference Accounts accounts, @Reference UserChanges changes) {
        this.accounts = accounts;
        this.changes = changes;
    }

    UserSecondFactors(Accounts accounts, UserChanges changes, SecondFactors factors) {
        this(accounts, changes);
        this.factors = factors;
    }

    SecondFactors.Status of(String user) {
        return store().of(user);
    }

    byte[] begin(String user) {
        accounts.get(user); // else it could be marked nowhere
        byte[] secret = store().begin(user);
        changes.tell(user, SecondFactorLogin.FIELD, Optional.empty(), Optional.of(PENDING), user);
        return secret;
    }

    /** Once it counts for the store it counts, whatever becomes of the mark. */
    List<String> confirm(String user, String code) {
        List<String> recovery = store().confirm(user, code);
        mark(user, true);
        changes.tell(user, SecondFactorLogin.FIELD, Optional.of(PENDING), Optional.of(ACTIVE), user);
        return recovery;
    }

    /** @throws BillhookException UNKNOWN if there is none */
    void remove(String user, String actor) {
        SecondFactors.State before = store().remove(user);
        if (before == SecondFactors.State.NONE) {
            throw BillhookException.unknown("second factor of", user);
        }
        mark(user, false);
        changes.tell(
                user,
                SecondFactorLogin.FIELD,
                Optional.of(before == SecondFactors.State.ACTIVE ? ACTIVE : PENDING),
                Optional.empty(),
                actor);
    }

    /** For a name that is given to somebody new. */
    void forget(String user, String actor) {
        if (store().of(user).state() != SecondFactors.State.NONE) {
            remove(user, actor);
        }
    }

    private void mark(String user, boolean active) {
        try {
            accounts.markSecondFactor(user, active);
        } catch (RuntimeException e) { // the codes of the answer are not given again
            LOG.error(
                    "The second factor is not noted at its user, so it does not count while the store is away user='{}'",
                    user,
                    e);
        }
    }

    private SecondFactors store() {
        SecondFactors now = factors;
        if (now == null) {
            throw SecondFactorLogin.away();
        }
        return now;
    }
}
