package org.billhook.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.Reason;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.joda.money.Money;

/**
 * A request, its root and item by id.
 *
 * @param inceptionToDate whether its bill shows what was billed to date, and deducts it (D-14)
 * @param receiver id of the object that the revenue goes to
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
        long root,
        long item,
        long receiver,
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

    /** A new one, of which nothing is rejected, with its revenue on its root. */
    public static RequestRow open(
            long id,
            String number,
            RequestKind kind,
            Optional<String> documentType,
            boolean inceptionToDate,
            long root,
            long item,
            String party,
            Money net,
            LocalDate keyDate,
            long run,
            long lines,
            Instant createdAt,
            String actor) {
        Money none = Money.zero(net.getCurrencyUnit());
        return new RequestRow(
                id,
                number,
                kind,
                documentType,
                inceptionToDate,
                Requests.State.OPEN,
                root,
                item,
                root,
                party,
                net,
                none,
                Optional.empty(),
                keyDate,
                run,
                lines,
                createdAt,
                actor,
                1);
    }

    public RequestRow withReceiver(long object) {
        return new RequestRow(
                id,
                number,
                kind,
                documentType,
                inceptionToDate,
                state,
                root,
                item,
                object,
                party,
                net,
                rejected,
                reason,
                keyDate,
                run,
                lines,
                createdAt,
                actor,
                version);
    }

    public RequestRow withNumber(String drawn) {
        return new RequestRow(
                id,
                drawn,
                kind,
                documentType,
                inceptionToDate,
                state,
                root,
                item,
                receiver,
                party,
                net,
                rejected,
                reason,
                keyDate,
                run,
                lines,
                createdAt,
                actor,
                version);
    }

    /** The same with what is rejected of it by now; the version is still that it was read with. */
    public RequestRow rejected(Requests.State now, Money sum, Optional<Reason> why) {
        return new RequestRow(
                id,
                number,
                kind,
                documentType,
                inceptionToDate,
                now,
                root,
                item,
                receiver,
                party,
                net,
                sum,
                why,
                keyDate,
                run,
                lines,
                createdAt,
                actor,
                version);
    }
}
