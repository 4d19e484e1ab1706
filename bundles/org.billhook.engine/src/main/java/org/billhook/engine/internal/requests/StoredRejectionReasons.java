package org.billhook.engine.internal.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.RejectionReasons;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reasons as configurations of the database; every version stays. */
@Component
public final class StoredRejectionReasons implements RejectionReasons {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,19}");
    private static final int TEXT = 200;

    private final Configurations configurations;
    private final Transactions transactions;

    @Activate
    public StoredRejectionReasons(@Reference Configurations configurations, @Reference Transactions transactions) {
        this.configurations = configurations;
        this.transactions = transactions;
    }

    @Override
    public Reason put(Reason reason, long expected, Actor actor) {
        List<Finding> errors = new ArrayList<>();
        if (!CODE.matcher(reason.code()).matches()) {
            errors.add(Finding.error(
                    "BAD_CODE",
                    "code",
                    "Code '%s' must be 1 to 20 capital letters, digits, underscores and hyphens"
                            .formatted(reason.code())));
        }
        if (reason.text().isBlank() || reason.text().length() > TEXT) {
            errors.add(Finding.error("BAD_TEXT", "text", "A text of 1 to 200 characters is needed"));
        }
        if (!errors.isEmpty()) {
            throw new BillhookException(BillhookException.Type.REFUSED, errors);
        }
        return ReasonTables.read(
                configurations.put(ReasonTables.SECTION, reason.code(), expected, ReasonTables.write(reason), actor));
    }

    @Override
    public Optional<Reason> find(String code) {
        return Retry.call(transactions, store -> ReasonTables.find(store.settings(), code));
    }

    @Override
    public List<Reason> list() {
        return Retry.call(transactions, store -> ReasonTables.list(store.settings()));
    }
}
