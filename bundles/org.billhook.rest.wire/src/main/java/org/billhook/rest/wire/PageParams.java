package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.billhook.core.api.Page;

/** What part of a list is asked for. The fields are public for the description of the API to see them. */
public final class PageParams {

    private static final int USUAL = 100;
    private static final int MOST = 1000;

    @QueryParam("limit")
    @Parameter(
            description = "Most items of the page",
            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "1000", defaultValue = "100"))
    public String limit;

    @QueryParam("after")
    @Parameter(description = "'next' of the page before")
    public String after;

    /** For JAX-RS, which fills the fields. */
    public PageParams() {}

    /** @param limit null for the usual one; {@code after} null for the first page */
    public PageParams(String limit, String after) {
        this.limit = limit;
        this.after = after;
    }

    /**
     * The part that is asked for, 100 items unless told.
     *
     * @throws org.billhook.core.api.BillhookException UNREADABLE if the limit is no number from 1 to 1,000
     */
    public Page.Request request() {
        Input in = new Input();
        Integer most = in.optional("limit", limit, PageParams::limit).orElse(USUAL);
        in.check();
        return new Page.Request(Optional.ofNullable(after).filter(cursor -> !cursor.isBlank()), most);
    }

    private static int limit(String text) {
        long given = Read.id(text);
        if (given < 1 || given > MOST) {
            throw new IllegalArgumentException("%d is not between 1 and %d".formatted(given, MOST));
        }
        return (int) given;
    }
}
