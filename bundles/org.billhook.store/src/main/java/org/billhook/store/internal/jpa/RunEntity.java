package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Requests.Decider;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.store.internal.sql.Json;

/** A billing run. */
@Entity(name = "BillingRun")
@Table(name = "billing_run")
public class RunEntity {

    @Id
    private long id;

    @Column(name = "job_id")
    private long job;

    @Column(name = "order_json")
    private String orderJson;

    private String state;
    private String actor;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    private String generation;
    private long prices;
    private String deciders;
    private String findings;

    protected RunEntity() {}

    public RunEntity(long id, RunRow row) {
        this.id = id;
        take(row);
    }

    public final void take(RunRow row) {
        job = row.job();
        orderJson = row.orderJson();
        state = row.state().name();
        actor = row.actor();
        createdAt = row.createdAt();
        endedAt = row.endedAt().orElse(null);
        generation = row.generation();
        prices = row.prices();
        deciders = Json.of(row.deciders(), RunEntity::map);
        findings = Findings.json(row.findings());
    }

    public long id() {
        return id;
    }

    public RunRow row() {
        return new RunRow(
                id,
                job,
                orderJson,
                State.valueOf(state),
                actor,
                createdAt,
                Optional.ofNullable(endedAt),
                generation,
                prices,
                List.copyOf(Json.list(deciders, RunEntity::decider)),
                Findings.of(findings));
    }

    private static Map<String, String> map(Decider decider) {
        return Map.of(
                "role", decider.role(),
                "id", decider.id(),
                "bundle", decider.bundle(),
                "version", decider.version(),
                "settings", decider.settingsHash());
    }

    private static Decider decider(Map<String, String> map) {
        return new Decider(map.get("role"), map.get("id"), map.get("bundle"), map.get("version"), map.get("settings"));
    }
}
