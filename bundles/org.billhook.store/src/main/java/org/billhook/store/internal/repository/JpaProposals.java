package org.billhook.store.internal.repository;

import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Page;
import org.billhook.core.api.Proposals.State;
import org.billhook.engine.port.ProposalStore;
import org.billhook.engine.port.StoreException;
import org.billhook.store.internal.jpa.ProposalEntity;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Cursor;

/** Proposals as entities. */
final class JpaProposals implements ProposalStore {

    private final Session session;

    JpaProposals(Session session) {
        this.session = session;
    }

    @Override
    public ProposalRow insert(ProposalRow row) {
        long id = session.id(Sequence.PROPOSAL_ID);
        session.covers().changed(Covered.PROPOSAL, id);
        return session.insert(new ProposalEntity(id, row)).row();
    }

    @Override
    public void decide(ProposalRow row) {
        // the update locks the row: of two at once, the second finds it decided
        int open = session.sql()
                .update(
                        "UPDATE proposal SET state = ? WHERE id = ? AND state = ?",
                        row.state().name(),
                        row.id(),
                        State.OPEN.name());
        if (open != 1) {
            throw new StoreException(
                    StoreException.Reason.STALE, "Proposal %d is decided already".formatted(row.id()), null);
        }
        session.covers().changed(Covered.PROPOSAL, row.id());
        session.change(ProposalEntity.class, row.id(), entity -> entity.decide(row));
    }

    @Override
    public Optional<ProposalRow> find(long id) {
        return session.find(ProposalEntity.class, id).map(ProposalEntity::row);
    }

    @Override
    public List<ProposalRow> of(long preview) {
        return rows(session.sql()
                .list("SELECT id FROM proposal WHERE preview_id = ? ORDER BY id DESC", row -> row.number(1), preview));
    }

    @Override
    public Page<ProposalRow> list(Optional<State> state, Page.Request page) {
        if (state.isEmpty()) {
            return NewestFirst.page(
                    session, "proposal", ProposalEntity.class, ProposalEntity::id, ProposalEntity::row, page);
        }
        long before = Cursor.read(page, 1).map(after -> after.number(0)).orElse(Long.MAX_VALUE);
        List<Long> ids = session.sql()
                .list(
                        "SELECT id FROM proposal WHERE state = ? AND id < ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
                        row -> row.number(1),
                        state.get().name(),
                        before,
                        page.limit() + 1);
        return Cursor.page(rows(ids), page, row -> Cursor.of(row.id()));
    }

    private List<ProposalRow> rows(List<Long> ids) {
        return session.load(ProposalEntity.class, ids, ProposalEntity::id).stream()
                .map(ProposalEntity::row)
                .toList();
    }
}
