package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.billhook.core.api.Requests;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.RequestRow;
import org.billhook.store.internal.sql.Amounts;

/** The head of a request; its lines are rows that no entity stands for. */
@Entity(name = "Request")
@Table(name = "request")
public class RequestEntity {

    @Id
    private long id;

    @Column(name = "request_number")
    private String number;

    private String kind;
    private String state;

    @Column(name = "root_id")
    private long root;

    @Column(name = "item_id")
    private long item;

    private String party;
    private BigDecimal net;
    private String currency;

    @Column(name = "key_date")
    private LocalDate keyDate;

    @Column(name = "run_id")
    private long run;

    @Column(name = "line_count")
    private long lines;

    @Column(name = "created_at")
    private Instant createdAt;

    private String actor;

    @Version
    private long version;

    protected RequestEntity() {}

    public RequestEntity(RequestRow row) {
        id = row.id();
        number = row.number();
        kind = row.kind().name();
        state = row.state().name();
        root = row.root();
        item = row.item();
        party = row.party();
        net = row.net().getAmount();
        currency = row.net().getCurrencyUnit().getCode();
        keyDate = row.keyDate();
        run = row.run();
        lines = row.lines();
        createdAt = row.createdAt();
        actor = row.actor();
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    public void state(Requests.State newState) {
        state = newState.name();
    }

    public RequestRow row() {
        return new RequestRow(
                id,
                number,
                RequestKind.valueOf(kind),
                Requests.State.valueOf(state),
                root,
                item,
                party,
                Amounts.money(net, currency),
                keyDate,
                run,
                lines,
                createdAt,
                actor,
                version);
    }
}
