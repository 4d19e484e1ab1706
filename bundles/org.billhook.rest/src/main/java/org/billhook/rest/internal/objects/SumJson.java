package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.BillingObjects.Sum;
import org.billhook.core.ledger.Term;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;

/** What is posted in one measure: posted is always the sum of the others. */
@Schema(
        name = "Sum",
        requiredProperties = {
            "posted",
            "open",
            "held",
            "billed",
            "writtenOff",
            "transferred",
            "included",
            "reversed",
            "cost"
        },
        description = "What is posted in one measure: posted is always the sum of all the others.")
public record SumJson(
        @Schema(description = "Number of sources") long sources,
        @Schema(description = "What was posted, with its sign: the sum of all the others") MeasuredJson posted,
        MeasuredJson open,
        MeasuredJson held,
        @Schema(description = "Share on lines of requests that stand") MeasuredJson billed,
        MeasuredJson writtenOff,
        MeasuredJson transferred,
        MeasuredJson included,
        MeasuredJson reversed,
        @Schema(description = "Costs that were posted with the sources, by currency") List<MoneyJson> cost) {

    static SumJson of(Sum sum) {
        return new SumJson(
                sum.sources(),
                MeasuredJson.of(sum.terms().get(Term.POSTED)),
                MeasuredJson.of(sum.terms().get(Term.OPEN)),
                MeasuredJson.of(sum.terms().get(Term.HELD)),
                MeasuredJson.of(sum.terms().get(Term.BILLED)),
                MeasuredJson.of(sum.terms().get(Term.WRITTEN_OFF)),
                MeasuredJson.of(sum.terms().get(Term.TRANSFERRED)),
                MeasuredJson.of(sum.terms().get(Term.INCLUDED)),
                MeasuredJson.of(sum.terms().get(Term.REVERSED)),
                sum.cost().stream().map(MoneyJson::of).toList());
    }

    static List<SumJson> of(List<Sum> sums) {
        return sums.stream().map(SumJson::of).toList();
    }
}
