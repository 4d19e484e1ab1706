package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.RejectionReasons;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.Reason;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.store.internal.sql.Amounts;

/** The head of a request; its items and lines are rows that no entity stands for. */
@Entity(name = "Request")
@Table(name = "request")
public class RequestEntity {

    @Id
    private long id;

    @Column(name = "request_number")
    private String number;

    private String kind;

    @Column(name = "document_type")
    private String documentType;

    @Column(name = "inception_to_date")
    private boolean inceptionToDate;

    private String state;

    private String party;
    private BigDecimal net;
    private String currency;
    private BigDecimal rejected;

    @Column(name = "reason_code")
    private String reasonCode;

    @Column(name = "reason_effect")
    private String reasonEffect;

    @Column(name = "reason_note")
    private String reasonNote;

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
        documentType = row.documentType().orElse(null);
        inceptionToDate = row.inceptionToDate();
        party = row.party();
        net = row.net().getAmount();
        currency = row.net().getCurrencyUnit().getCode();
        keyDate = row.keyDate();
        run = row.run();
        lines = row.lines();
        createdAt = row.createdAt();
        actor = row.actor();
        change(row);
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** Takes over what of a request can change. */
    public void change(RequestRow row) {
        state = row.state().name();
        rejected = row.rejected().getAmount();
        reasonCode = row.reason().map(Reason::code).orElse(null);
        reasonEffect = row.reason().map(reason -> reason.effect().name()).orElse(null);
        reasonNote = row.reason().map(Reason::note).orElse(null);
    }

    private Optional<Reason> reason() {
        return Optional.ofNullable(reasonCode)
                .map(code -> new Reason(code, RejectionReasons.Effect.valueOf(reasonEffect), reasonNote));
    }

    /** @param items that it bills, by their lines */
    public RequestRow row(List<RequestItem> items) {
        return new RequestRow(
                id,
                number,
                RequestKind.valueOf(kind),
                Optional.ofNullable(documentType),
                inceptionToDate,
                Requests.State.valueOf(state),
                items,
                party,
                Amounts.money(net, currency),
                Amounts.money(rejected, currency),
                reason(),
                keyDate,
                run,
                lines,
                createdAt,
                actor,
                version);
    }
}
