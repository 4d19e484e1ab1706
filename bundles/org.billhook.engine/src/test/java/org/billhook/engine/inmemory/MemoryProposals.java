package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Page;
import org.billhook.core.api.Proposals.State;
import org.billhook.engine.port.ProposalStore;
import org.billhook.engine.port.StoreException;

final class MemoryProposals implements ProposalStore {

    private final Undo.Table<Long, ProposalRow> rows;
    private long next = 1;

    MemoryProposals(Undo undo) {
        rows = undo.table();
    }

    @Override
    public ProposalRow insert(ProposalRow row) {
        ProposalRow stored = new ProposalRow(
                next++,
                row.state(),
                row.preview(),
                row.bodyJson(),
                row.proposedBy(),
                row.proposedAt(),
                row.decidedBy(),
                row.decidedAt(),
                row.reason());
        rows.put(stored.id(), stored);
        return stored;
    }

    @Override
    public void decide(ProposalRow row) {
        if (rows.get(row.id()).state() != State.OPEN) {
            throw new StoreException(StoreException.Reason.STALE, "Proposal " + row.id(), null);
        }
        rows.put(row.id(), row);
    }

    @Override
    public Optional<ProposalRow> find(long id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public List<ProposalRow> of(long preview) {
        return newest().stream()
                .filter(row -> row.preview().filter(id -> id == preview).isPresent())
                .toList();
    }

    @Override
    public Page<ProposalRow> list(Optional<State> state, Page.Request page) {
        return Pages.of(
                newest().stream()
                        .filter(row -> state.isEmpty() || row.state() == state.get())
                        .toList(),
                page);
    }

    private List<ProposalRow> newest() {
        List<ProposalRow> all = new ArrayList<>(rows.rows().values());
        Collections.reverse(all);
        return all;
    }
}
