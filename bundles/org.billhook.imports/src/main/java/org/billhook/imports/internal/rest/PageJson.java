package org.billhook.imports.internal.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;

/**
 * One page of a list.
 *
 * @param next give it as {@code after} for the next page; absent on the last
 */
public record PageJson<T>(List<T> items, String next) {

    /** @param limit 1 to 1,000; 100 if absent */
    static Page.Request request(Integer limit, String after) {
        int most = limit == null ? 100 : limit;
        if (most < 1 || most > 1000) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE,
                    Finding.error("WRONG_VALUE", "limit", "%d is not between 1 and 1000".formatted(most)));
        }
        return new Page.Request(Optional.ofNullable(after).filter(cursor -> !cursor.isBlank()), most);
    }

    /** The page with a header {@code Link} to the next one. */
    static <D, T> Response answer(Page<D> page, Function<D, T> json, UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(new PageJson<>(
                page.items().stream().map(json).toList(), page.next().orElse(null)));
        page.next()
                .ifPresent(next -> answer.link(
                        uri.getRequestUriBuilder()
                                .replaceQueryParam("after", "{next}")
                                .build(next),
                        "next"));
        return answer.build();
    }
}
