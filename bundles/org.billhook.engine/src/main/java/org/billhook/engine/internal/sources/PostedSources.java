package org.billhook.engine.internal.sources;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal.Changed;
import org.billhook.core.api.ImportJournal.Turn;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.core.api.StoredSource;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.ledger.KnownSums;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sources as the ledger keeps them. */
@Component
public final class PostedSources implements Sources {

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final Sequencer sequencer;
    private final Clock clock;
    private final KnownSums sums;

    @Activate
    public PostedSources(
            @Reference Transactions transactions, @Reference PluginRegistry plugins, @Reference Sequencer sequencer) {
        this(transactions, plugins, sequencer, Clock.systemDefaultZone());
    }

    public PostedSources(Transactions transactions, PluginRegistry plugins, Sequencer sequencer, Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.sequencer = sequencer;
        this.clock = clock;
        sums = new KnownSums(clock);
    }

    @Override
    public List<Result> post(String origin, List<SourceDraft> drafts, Actor actor) {
        PostingRules.check(origin, drafts.size());
        List<Result> results = plugins.call(snapshot -> Retry.call(
                transactions, store -> new PostingPage(store, snapshot, origin, Changed.REFUSE, actor, clock, sums)
                        .post(drafts, Turn.NOW)));
        sequencer.wake();
        return results;
    }

    @Override
    public Optional<StoredSource> find(long id) {
        return Retry.call(transactions, store -> {
            Map<Long, SourceRow> rows = store.sources().byId(List.of(id));
            return new SourceView(store).of(rows.values()).stream().findFirst();
        });
    }

    @Override
    public Optional<StoredSource> find(String origin, String externalId) {
        return Retry.call(transactions, store -> new SourceView(store)
                .of(store.sources().byExternalId(origin, List.of(externalId)).values()).stream()
                        .findFirst());
    }

    @Override
    public Page<StoredSource> list(Query query, Page.Request page) {
        return Retry.call(transactions, store -> {
            Page<SourceRow> rows = store.sources().list(query, page);
            return new Page<>(new SourceView(store).of(rows.items()), rows.next());
        });
    }

    /** What a whole page must keep to; the caller is wrong otherwise, so nothing is posted. */
    static final class PostingRules {
        static final int MOST = 1000;

        private PostingRules() {}

        static void check(String origin, int rows) {
            if (origin.isBlank() || origin.length() > DraftLimits.ORIGIN) {
                throw new BillhookException(
                        BillhookException.Type.UNREADABLE,
                        Finding.error(
                                "BAD_LENGTH", "origin", "Origin '%s' must have 1 to 80 characters".formatted(origin)));
            }
            if (SourceRow.RESERVED.contains(origin)) {
                throw new BillhookException(
                        BillhookException.Type.REFUSED,
                        Finding.error(
                                        "RESERVED_ORIGIN",
                                        "origin",
                                        "Origin '%s' is one of core's own %s: take another name"
                                                .formatted(origin, new TreeSet<>(SourceRow.RESERVED)))
                                .withRule("G-21"));
            }
            if (rows > MOST) {
                throw new BillhookException(
                        BillhookException.Type.UNREADABLE,
                        Finding.error("TOO_MANY", "%d rows in one call, 1000 are allowed".formatted(rows)));
            }
        }
    }
}
