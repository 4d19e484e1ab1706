package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** What earlier runs did with an item, read when a rule asks; what this run has written already is taken off again. */
final class LedgerToDate implements BilledToDate {

    private final Store store;
    private final ItemOfRoot item;
    private final Tally tally;
    private final boolean writes;
    private Money net;

    /** @param writes whether the moves of the tally are in the ledger already */
    LedgerToDate(Store store, ItemOfRoot item, Tally tally, boolean writes) {
        this.store = store;
        this.item = item;
        this.tally = tally;
        this.writes = writes;
    }

    /** To be called before the first line of this run is written. */
    void freeze() {
        net();
    }

    @Override
    public Money net() {
        if (net == null) {
            net = store.requests().netBilled(item.row.id()).orElse(Money.zero(item.currency()));
        }
        return net;
    }

    @Override
    public Share total(String sourceKind, Measure measure, Term term, Optional<LocalDate> from, LocalDate to) {
        Map<Long, Share> totals = store.sources().totals(item.rootRow.id(), sourceKind, measure, term, from, to);
        Share stored = Share.zero(measure);
        for (ObjectRow object : store.objects().byId(totals.keySet()).values()) {
            if (item.takes(sourceKind, object)) {
                stored = stored.plus(totals.get(object.id()));
            }
        }
        return writes ? stored.minus(tally.effect(term, sourceKind, measure, from, to)) : stored;
    }
}
