package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.billhook.core.api.Proposals.State;
import org.billhook.engine.port.ProposalStore.ProposalRow;

/** A proposal to give something up. */
@Entity(name = "Proposal")
@Table(name = "proposal")
public class ProposalEntity {

    @Id
    private long id;

    private String state;

    @Column(name = "preview_id")
    private Long preview;

    @Column(name = "body_json")
    private String bodyJson;

    @Column(name = "proposed_by")
    private String proposedBy;

    @Column(name = "proposed_at")
    private Instant proposedAt;

    @Column(name = "decided_by")
    private String decidedBy;

    @Column(name = "decided_at")
    private Instant decidedAt;

    private String reason;

    protected ProposalEntity() {}

    public ProposalEntity(long id, ProposalRow row) {
        this.id = id;
        preview = row.preview().orElse(null);
        bodyJson = row.bodyJson();
        proposedBy = row.proposedBy();
        proposedAt = row.proposedAt();
        decide(row);
    }

    public final void decide(ProposalRow row) {
        state = row.state().name();
        decidedBy = row.decidedBy().orElse(null);
        decidedAt = row.decidedAt().orElse(null);
        reason = row.reason().orElse(null);
    }

    public long id() {
        return id;
    }

    public ProposalRow row() {
        return new ProposalRow(
                id,
                State.valueOf(state),
                Optional.ofNullable(preview),
                bodyJson,
                proposedBy,
                proposedAt,
                Optional.ofNullable(decidedBy),
                Optional.ofNullable(decidedAt),
                Optional.ofNullable(reason));
    }
}
