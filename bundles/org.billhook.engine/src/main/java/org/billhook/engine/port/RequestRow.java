package org.billhook.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.Reason;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.joda.money.Money;

/**
 * A request.
 *
 * @param inceptionToDate whether its bill shows what was billed to date, and deducts it (D-14)
 * @param items that it bills, at least one, by their lines
 * @param rejected what of the net was rejected since
 * @param reason why it was rejected as a whole
 */
public record RequestRow(
        long id,
        String number,
        RequestKind kind,
        Optional<String> documentType,
        boolean inceptionToDate,
        Requests.State state,
        List<RequestItem> items,
        String party,
        Money net,
        Money rejected,
        Optional<Reason> reason,
        LocalDate keyDate,
        long run,
        long lines,
        Instant createdAt,
        String actor,
        long version) {

    public RequestRow {
        items = List.copyOf(items);
    }

    /** A new one, of which nothing is rejected: net and lines are those of its items. */
    public static RequestRow open(
            long id,
            String number,
            RequestKind kind,
            Optional<String> documentType,
            boolean inceptionToDate,
            List<RequestItem> items,
            String party,
            LocalDate keyDate,
            long run,
            Instant createdAt,
            String actor) {
        Money net = Money.total(items.stream().map(RequestItem::net).toList());
        return new RequestRow(
                id,
                number,
                kind,
                documentType,
                inceptionToDate,
                Requests.State.OPEN,
                items,
                party,
                net,
                Money.zero(net.getCurrencyUnit()),
                Optional.empty(),
                keyDate,
                run,
                items.stream().mapToLong(RequestItem::lines).sum(),
                createdAt,
                actor,
                1);
    }

    /** The item that a line is of. */
    public RequestItem itemOf(int position) {
        return items.stream()
                .filter(item -> item.has(position))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no line %d".formatted(number, position)));
    }

    /**
     * The same with what is rejected of it by now; the version is still that it was read with.
     *
     * @param now its items, with what is rejected of each
     */
    public RequestRow rejected(Requests.State then, List<RequestItem> now, Optional<Reason> why) {
        return new RequestRow(
                id,
                number,
                kind,
                documentType,
                inceptionToDate,
                then,
                now,
                party,
                net,
                RequestItem.rejected(now),
                why,
                keyDate,
                run,
                lines,
                createdAt,
                actor,
                version);
    }
}
