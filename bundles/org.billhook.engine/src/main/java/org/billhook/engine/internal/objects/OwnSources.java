package org.billhook.engine.internal.objects;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;

/**
 * Keeps the sources that an object is by itself in step with it: a new one is posted, another share is the act revalue, and
 * one that the object no longer has goes to zero. All in the transaction of the object.
 */
final class OwnSources {

    private final ObjectWork work;
    private final KindInUse kind;
    private final List<SourceRow> posted = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();

    OwnSources(ObjectWork work, KindInUse kind) {
        this.work = work;
        this.kind = kind;
    }

    void follow(Optional<ObjectRow> before, ObjectRow row) {
        Map<String, OwnSource> wanted = bySlot(row);
        Map<String, OwnSource> old = before.map(this::bySlot).orElse(Map.of());
        if (wanted.isEmpty() && old.isEmpty()) {
            return;
        }
        Map<String, SourceRow> stored = stored(row, wanted, old);
        Map<Long, BalanceRow> balances = stored.isEmpty()
                ? Map.of()
                : work.store()
                        .ledger()
                        .balances(stored.values().stream().map(SourceRow::id).toList());
        wanted.forEach((slot, source) -> {
            SourceRow is = stored.get(OwnSourceRow.externalId(row, slot));
            KindOfSource.Accepted accepted = accepted(row, source);
            if (is == null) {
                posted.add(OwnSourceRow.posted(work, row, accepted));
            } else {
                revalue(is, balances.get(is.id()).balance(), accepted);
            }
        });
        old.forEach((slot, source) -> {
            SourceRow is = stored.get(OwnSourceRow.externalId(row, slot));
            if (is != null && !wanted.containsKey(slot)) {
                Share zero = Share.zero(is.posted().measure());
                change(is, balances.get(is.id()).balance(), zero, revaluable(source.kind()));
            }
        });
        write(row);
    }

    private Map<String, OwnSource> bySlot(ObjectRow row) {
        Map<String, OwnSource> bySlot = new LinkedHashMap<>();
        for (OwnSource source : kind.ownSources(new RowSnapshot(work.store(), row))) {
            if (bySlot.put(source.slot(), source) != null) {
                throw Refusals.refused(Finding.error(
                        "PLUGIN_BROKE",
                        "Bundle %s gave two own sources of slot '%s' for %s"
                                .formatted(kind.bundle(), source.slot(), row.ref())));
            }
        }
        return bySlot;
    }

    private Map<String, SourceRow> stored(ObjectRow row, Map<String, OwnSource> wanted, Map<String, OwnSource> old) {
        List<String> ids = new ArrayList<>();
        wanted.keySet().forEach(slot -> ids.add(OwnSourceRow.externalId(row, slot)));
        old.keySet().stream()
                .filter(slot -> !wanted.containsKey(slot))
                .forEach(slot -> ids.add(OwnSourceRow.externalId(row, slot)));
        return work.store().sources().byExternalId(SourceRow.OF_OBJECT, ids);
    }

    private KindOfSource.Accepted accepted(ObjectRow row, OwnSource source) {
        SourceDraft.Builder draft = SourceDraft.of(source.kind(), row.ref())
                .posted(source.posted())
                .serviceDate(source.serviceDate())
                .postingDate(work.today())
                .externalId(OwnSourceRow.externalId(row, source.slot()))
                .text(source.text());
        source.characteristics().forEach(draft::characteristic);
        return KindOfSource.of(work.plugins(), source.kind()).check(draft.build());
    }

    private boolean revaluable(String sourceKind) {
        return KindOfSource.of(work.plugins(), sourceKind).terms().revaluable();
    }

    private void revalue(SourceRow is, Balance balance, KindOfSource.Accepted accepted) {
        SourceDraft draft = accepted.draft();
        change(is, balance, draft.posted(), accepted.terms().revaluable());
        boolean whole = balance.open().value().compareTo(balance.posted().value()) == 0;
        boolean same = is.serviceDate().equals(draft.serviceDate())
                && is.text().equals(draft.text())
                && is.characteristics().equals(draft.characteristics());
        // what was settled was settled on the old date and text; they stay
        if (whole && !same) {
            work.store().sources().rewrite(OwnSourceRow.rewritten(is, draft));
        }
    }

    private void change(SourceRow is, Balance balance, Share wanted, boolean revaluable) {
        if (!wanted.measure().equals(balance.posted().measure())) {
            throw Refusals.refused(Finding.error(
                    "OTHER_MEASURE",
                    "%s is counted in %s since it was posted; it can't become %s"
                            .formatted(is.externalId(), balance.posted().measure(), wanted)));
        }
        Share change = wanted.minus(balance.posted());
        if (change.isZero()) {
            return;
        }
        if (!revaluable) {
            throw Refusals.refused(Finding.error(
                    "NOT_REVALUABLE",
                    "%s was posted with %s; sources of kind '%s' can't be given another value"
                            .formatted(is.externalId(), balance.posted(), is.kind())));
        }
        balance.refusal(ActKind.REVALUE, change).ifPresent(finding -> {
            throw Refusals.conflict(finding);
        });
        moves.add(new Move(
                is.id(),
                balance.seq(),
                ActKind.REVALUE,
                change.value(),
                false,
                Optional.empty(),
                0,
                0,
                Optional.empty()));
    }

    private void write(ObjectRow row) {
        if (posted.isEmpty() && moves.isEmpty()) {
            return;
        }
        String reason = "Follows " + row.ref();
        long act =
                work.store().ledger().act(new Act(Optional.empty(), work.actor().name(), reason, work.now()));
        if (!posted.isEmpty()) {
            work.store().sources().insert(posted, act);
        }
        if (!moves.isEmpty()) {
            moves.sort(Comparator.comparingLong(Move::source));
            work.store().ledger().apply(act, moves);
        }
        Map<Long, LocalDate> actuals = new HashMap<>();
        posted.stream()
                .filter(SourceRow::actual)
                .forEach(source -> actuals.merge(
                        row.id(), source.serviceDate(), (one, other) -> one.isBefore(other) ? one : other));
        if (!actuals.isEmpty()) {
            work.store().objects().notePosting(actuals);
        }
    }
}
