package org.billhook.core.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.ObjectRef;
import org.joda.money.Money;

/**
 * A posting with what stands on it now.
 *
 * @param origin where it came from: {@code api}, {@code import/<mapping>}, {@code object}
 * @param billable whether it can ever be billed
 * @param reverses id of the posting it takes back
 * @param heldUntil first day a held share can be billed again
 */
public record StoredSource(
        long id,
        String kind,
        String origin,
        String externalId,
        ObjectRef object,
        Optional<ObjectRef> root,
        LocalDate serviceDate,
        LocalDate postingDate,
        Instant enteredAt,
        String text,
        boolean billable,
        Map<String, String> characteristics,
        Optional<Money> cost,
        Optional<Long> reverses,
        Optional<LocalDate> heldUntil,
        Balance balance) {

    public StoredSource {
        characteristics = Map.copyOf(characteristics);
    }
}
