package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.billhook.core.api.DueList;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Read;
import org.joda.money.Money;

/** Which roots the due list has. The fields are public for the description of the API to see them. */
public final class DueFilter {

    @QueryParam("keyDate")
    @Parameter(
            description = "Last day that would be billed",
            required = true,
            schema = @Schema(type = "string", format = "date"))
    public String keyDate;

    @QueryParam("party")
    @Parameter(description = "Only roots with an item that is invoiced to it")
    public String party;

    @QueryParam("item")
    @Parameter(description = "Only the root of this item", example = "sales-order-item/4711-10")
    public String item;

    @QueryParam("relevance")
    @Parameter(description = "Only roots with an item of this billing relevance", example = "itemized")
    public String relevance;

    @QueryParam("reason")
    @Parameter(description = "Only roots with a reason of this code", example = "STATUS")
    public String reason;

    @QueryParam("atStake")
    @Parameter(
            description =
                    "Whether to compute what is at stake, and with it the reasons that only the rules know, such as"
                            + " NO_PRICE",
            schema = @Schema(type = "boolean", defaultValue = "false"))
    public String atStake;

    @QueryParam("atLeast")
    @Parameter(
            description = "Only roots with so much at stake, or where that can't be told; with currency",
            example = "1000.00")
    public String atLeast;

    @QueryParam("currency")
    @Parameter(description = "Currency of atLeast", example = "EUR")
    public String currency;

    DueList.Query query() {
        Input in = new Input();
        Money least =
                atLeast == null && currency == null ? null : in.money("atLeast", new MoneyJson(atLeast, currency));
        DueList.Query query = new DueList.Query(
                in.required("keyDate", keyDate, Read::date),
                Optional.ofNullable(party),
                in.optional("item", item, ObjectRef::parse),
                Optional.ofNullable(relevance),
                Optional.ofNullable(reason),
                in.optional("atStake", atStake, Read::truth).orElse(false),
                Optional.ofNullable(least));
        in.check();
        return query;
    }
}
