package org.billhook.engine.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.UserLog;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One entry of the log of changes and one event for each. */
@Component
public final class StoredUserLog implements UserLog {

    private final Transactions transactions;
    private final Sequencer sequencer;

    @Activate
    public StoredUserLog(@Reference Transactions transactions, @Reference Sequencer sequencer) {
        this.transactions = transactions;
        this.sequencer = sequencer;
    }

    @Override
    public void write(UserChange change) {
        String subject = KIND + "/" + change.user();
        ObjectNode body = Json.object()
                .put("field", change.field())
                .put("actor", change.actor().name());
        change.before().ifPresent(value -> body.put("before", value));
        change.after().ifPresent(value -> body.put("after", value));
        Retry.call(transactions, store -> {
            store.log()
                    .insertChanges(List.of(new Change(
                            0,
                            change.at(),
                            change.actor().name(),
                            subject,
                            change.field(),
                            change.before(),
                            change.after(),
                            Optional.empty())));
            store.log().putEvents(List.of(new Unnumbered(0, "user.changed", subject, Json.text(body), change.at())));
            return true;
        });
        sequencer.wake();
    }
}
