package org.billhook.rest.internal.proposals;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.Stake;
import org.billhook.rest.wire.MoneyJson;

/** What is given up. */
@Schema(
        name = "Stake",
        requiredProperties = {"unpriced", "amounts"},
        description = "What is given up, in money.")
public record StakeJson(
        @Schema(description = "How many acts, or items with a lower net, give something up") long acts,
        @Schema(description = "Whether some of it has no price, so that nobody can tell how much it is")
                boolean unpriced,
        @Schema(description = "How much, one sum for each currency") List<MoneyJson> amounts,
        @Schema(description = "What that is a part of, one sum for each currency") List<MoneyJson> of) {

    /** Null if nothing is. */
    public static StakeJson of(Stake stake) {
        return stake.isNone()
                ? null
                : new StakeJson(
                        stake.acts(),
                        stake.unpriced(),
                        stake.amounts().stream().map(MoneyJson::of).toList(),
                        stake.of().stream().map(MoneyJson::of).toList());
    }
}
