package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.model.Share;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;
import org.joda.money.Money;

/** How much of a source: a share in its own measure, or an amount to be cut at the price of now. */
@Schema(
        name = "Portion",
        description = "How much of a source: exactly one of the two.",
        example = """
                {"share": {"value": "1.5", "unit": "HUR"}}""")
public record PortionJson(
        @Schema(description = "Part of the source, in the source's own measure") MeasuredJson share,
        @Schema(description = "Amount that is cut at the price that a run would take now") MoneyJson amount) {

    static PortionJson of(LedgerCommands.Portion portion) {
        return new PortionJson(
                portion.share().map(MeasuredJson::of).orElse(null),
                portion.amount().map(MoneyJson::of).orElse(null));
    }

    /** Null if anything was wrong with it. */
    LedgerCommands.Portion read(Input in, String field) {
        if ((share == null) == (amount == null)) {
            in.refuse("WRONG_VALUE", field, "%s must have either a share or an amount".formatted(field));
            return null;
        }
        Share part = in.share(field + ".share", share);
        Money money = in.money(field + ".amount", amount);
        return part == null && money == null
                ? null
                : new LedgerCommands.Portion(Optional.ofNullable(part), Optional.ofNullable(money));
    }
}
