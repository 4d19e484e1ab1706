package org.billhook.engine.internal.log;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Events;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the chain of events and the change log. */
@Component
public final class ChainedEvents implements Events {

    private final Transactions transactions;
    private final BillingObjects objects;
    private final ChainHeads heads;

    @Activate
    public ChainedEvents(
            @Reference Transactions transactions, @Reference BillingObjects objects, @Reference ChainKeys keys) {
        this.heads = new ChainHeads(transactions, keys, Clock.systemUTC());
        this.transactions = transactions;
        this.objects = objects;
    }

    @Override
    public Page<Event> events(long after, int limit) {
        int wanted = new Page.Request(Optional.empty(), limit).limit();
        List<Event> events = Retry.call(transactions, store -> store.log().events(after, wanted));
        Optional<String> next = events.size() < wanted
                ? Optional.empty()
                : Optional.of(Long.toString(events.get(events.size() - 1).number()));
        return new Page<>(events, next);
    }

    @Override
    public long last() {
        return Retry.call(
                transactions, store -> store.log().last().map(Event::number).orElse(0L));
    }

    @Override
    public Head head() {
        return heads.head();
    }

    @Override
    public List<Finding> check(Head head) {
        return heads.check(head);
    }

    @Override
    public Page<Change> changes(ObjectRef ref, Page.Request page) {
        Page<Change> changes =
                Retry.call(transactions, store -> store.log().changes(Optional.of(ref.toString()), page));
        Set<String> hidden = objects.hiddenFields(ref);
        return new Page<>(
                changes.items().stream()
                        .map(change -> hidden.contains(change.field()) ? withoutValues(change) : change)
                        .toList(),
                changes.next());
    }

    private static Change withoutValues(Change change) {
        return new Change(
                change.id(),
                change.at(),
                change.actor(),
                change.subject(),
                change.field(),
                Optional.empty(),
                Optional.empty(),
                change.check());
    }

    @Override
    public Page<Change> changes(String kind, Page.Request page) {
        return Retry.call(transactions, store -> store.log().changesOfKind(kind, page));
    }

    @Override
    public Page<Change> changesOf(String subject, Page.Request page) {
        return Retry.call(transactions, store -> store.log().changes(Optional.of(subject), page));
    }

    @Override
    public Page<Change> changes(Page.Request page) {
        return Retry.call(transactions, store -> store.log().changes(Optional.empty(), page));
    }
}
