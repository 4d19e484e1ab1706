package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.billhook.engine.port.RequestStore.PreviewRow;

/** The head of a stored preview. */
@Entity(name = "Preview")
@Table(name = "preview")
public class PreviewEntity {

    @Id
    private long id;

    private String token;

    @Column(name = "order_json")
    private String orderJson;

    @Column(name = "result_json")
    private String resultJson;

    private String actor;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "run_id")
    private Long run;

    protected PreviewEntity() {}

    public PreviewEntity(PreviewRow row) {
        id = row.id();
        token = row.token();
        orderJson = row.orderJson();
        resultJson = row.resultJson();
        actor = row.actor();
        createdAt = row.createdAt();
        endsAt = row.endsAt();
        run = row.run().orElse(null);
    }

    public void committedBy(long newRun) {
        run = newRun;
    }

    public PreviewRow row() {
        return new PreviewRow(id, token, orderJson, resultJson, actor, createdAt, endsAt, Optional.ofNullable(run));
    }
}
