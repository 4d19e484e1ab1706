package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.sql.Json;

/** A billing object of any kind. */
@Entity(name = "BillingObject")
@Table(name = "billing_object")
public class ObjectEntity {

    @Id
    private long id;

    private String kind;

    @Column(name = "object_key")
    private String key;

    private String name;
    private String status;
    private String phase;

    @Column(name = "above_id")
    private Long above;

    @Column(name = "root_id")
    private Long root;

    private String path;
    private boolean executes;
    private String attributes;
    private String characteristics;
    private String relevance;
    private String party;
    private String currency;
    private Boolean active;

    @Column(name = "bills_kind")
    private String billsKind;

    @Column(name = "bills_key")
    private String billsKey;

    @Column(name = "bills_root_id")
    private Long billsRoot;

    @Column(name = "first_actual")
    private LocalDate firstActual;

    private String warnings;

    @Version
    private long version;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected ObjectEntity() {}

    public ObjectEntity(ObjectRow row) {
        id = row.id();
        firstActual = row.firstActual().orElse(null);
        take(row);
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** Takes all of the row but its id, version and first posting, which {@code notePosting} alone moves. */
    public final void take(ObjectRow row) {
        kind = row.ref().kind();
        key = row.ref().key();
        name = row.name();
        status = row.status();
        phase = row.phase().name();
        above = row.above().orElse(null);
        root = row.root().orElse(null);
        path = row.path();
        executes = row.executes();
        attributes = Json.of(row.attributes());
        characteristics = Json.of(row.characteristics());
        Optional<ObjectRow.Item> item = row.item();
        relevance = item.map(ObjectRow.Item::relevance).orElse(null);
        party = item.map(ObjectRow.Item::party).orElse(null);
        currency = item.map(ObjectRow.Item::currency).orElse(null);
        active = item.map(ObjectRow.Item::active).orElse(null);
        billsKind = item.flatMap(ObjectRow.Item::bills).map(ObjectRef::kind).orElse(null);
        billsKey = item.flatMap(ObjectRow.Item::bills).map(ObjectRef::key).orElse(null);
        billsRoot = item.flatMap(ObjectRow.Item::billsRoot).orElse(null);
        warnings = Findings.json(row.warnings());
        changedAt = row.changedAt();
    }

    public ObjectRow row() {
        return new ObjectRow(
                id,
                new ObjectRef(kind, key),
                name,
                status,
                Phase.valueOf(phase),
                Optional.ofNullable(above),
                Optional.ofNullable(root),
                path,
                executes,
                Json.map(attributes),
                Json.map(characteristics),
                item(),
                Optional.ofNullable(firstActual),
                Findings.of(warnings),
                version,
                changedAt);
    }

    private Optional<ObjectRow.Item> item() {
        if (relevance == null) {
            return Optional.empty();
        }
        return Optional.of(new ObjectRow.Item(
                relevance,
                party,
                currency,
                active,
                Optional.ofNullable(billsKey).map(named -> new ObjectRef(billsKind, named)),
                Optional.ofNullable(billsRoot)));
    }
}
