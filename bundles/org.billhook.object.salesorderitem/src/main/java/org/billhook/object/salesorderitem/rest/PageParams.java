package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;

/** Which page of a list. The fields are public for the description of the API to see them. */
public final class PageParams {

    private static final int USUAL = 100;

    @QueryParam("limit")
    @Parameter(
            description = "Most items of the page",
            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
    public String limit;

    @QueryParam("after")
    @Parameter(description = "'next' of the page before")
    public String after;

    Page.Request request() {
        try {
            int most = limit == null ? USUAL : Integer.parseInt(limit);
            return new Page.Request(Optional.ofNullable(after).filter(cursor -> !cursor.isBlank()), most);
        } catch (IllegalArgumentException e) {
            String message = "Limit '%s' is not a number from 1 to 1000".formatted(limit);
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE, Finding.error("WRONG_VALUE", "limit", message));
        }
    }
}
