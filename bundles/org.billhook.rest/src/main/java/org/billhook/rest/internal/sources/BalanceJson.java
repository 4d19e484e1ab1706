package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Term;
import org.billhook.rest.wire.MeasuredJson;

/** What stands on a source: posted is always the sum of the others. */
@Schema(
        name = "Balance",
        requiredProperties = {"posted", "open", "held", "billed", "writtenOff", "transferred", "included", "reversed"},
        description = "What stands on a source: posted is always the sum of all the others.")
public record BalanceJson(
        @Schema(description = "Number of acts so far") int seq,
        @Schema(description = "What was posted, with its sign: the sum of all the others") MeasuredJson posted,
        MeasuredJson open,
        MeasuredJson held,
        @Schema(description = "Share on lines of requests that stand") MeasuredJson billed,
        MeasuredJson writtenOff,
        MeasuredJson transferred,
        MeasuredJson included,
        MeasuredJson reversed) {

    static BalanceJson of(Balance balance) {
        return new BalanceJson(
                balance.seq(),
                MeasuredJson.of(balance.posted()),
                MeasuredJson.of(balance.open()),
                MeasuredJson.of(balance.get(Term.HELD)),
                MeasuredJson.of(balance.get(Term.BILLED)),
                MeasuredJson.of(balance.get(Term.WRITTEN_OFF)),
                MeasuredJson.of(balance.get(Term.TRANSFERRED)),
                MeasuredJson.of(balance.get(Term.INCLUDED)),
                MeasuredJson.of(balance.get(Term.REVERSED)));
    }
}
