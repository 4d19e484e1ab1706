package org.billhook.rest.internal.users;

import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.SecondFactors;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.security.SecondStep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Asks for a code who has a second factor. The store knows who that is. While it is away the roles of the user say it, so nobody gets in
 * without a code then, and who has none still gets in to see what is missing.
 */
@Component(service = SecondStep.class)
public final class SecondFactorLogin implements SecondStep {

    /** Role of a user who has a second factor. */
    static final String ROLE = "second-factor";
    /** What is told of a change of it. */
    static final String FIELD = "second factor";

    private final UserChanges changes;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SecondFactors factors;

    /** Absent for a moment where its settings are taken away: it asks of all administrators then. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SecondFactorRule rule;

    @Activate
    public SecondFactorLogin(@Reference UserChanges changes) {
        this.changes = changes;
    }

    SecondFactorLogin(UserChanges changes, SecondFactors factors, SecondFactorRule rule) {
        this(changes);
        this.factors = factors;
        this.rule = rule;
    }

    @Override
    public Result take(String user, Set<String> stored, String code) {
        if (!known(user).orElse(stored.contains(ROLE))) {
            SecondFactorRule now = rule;
            boolean asked = now == null ? SecondFactorRule.isAdministrator(stored) : now.asksOf(stored);
            return asked ? Result.TO_BE_SET_UP : Result.NOT_NEEDED;
        }
        return code.isEmpty() ? Result.MISSING : use(user, code);
    }

    @Override
    public boolean isActive(String user) {
        return known(user).orElse(false);
    }

    private Result use(String user, String code) {
        SecondFactors store = factors;
        if (store == null) {
            throw away();
        }
        SecondFactors.Use use = store.use(user, code);
        if (use == SecondFactors.Use.RECOVERY_CODE) {
            String left = "%d recovery codes left".formatted(store.of(user).recoveryCodes());
            changes.tell(user, FIELD, Optional.of("a recovery code was used"), Optional.of(left), user);
        }
        return use == SecondFactors.Use.REFUSED ? Result.WRONG : Result.DONE;
    }

    /** Empty while it can't be told. */
    private Optional<Boolean> known(String user) {
        SecondFactors store = factors;
        if (store == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.of(user).state() == SecondFactors.State.ACTIVE);
        } catch (BillhookException e) {
            if (e.type() != BillhookException.Type.UNAVAILABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    static BillhookException away() {
        return new BillhookException(
                BillhookException.Type.UNAVAILABLE,
                Finding.error("UNAVAILABLE", "Codes can't be checked now: the store of second factors is not there"));
    }
}
