package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.billhook.core.api.Page;

/** One page of a list: every list has this shape. The header {@code Link} names the next one as well. */
@Schema(requiredProperties = {"items"})
public record PageJson<T>(
        @Schema(description = "This page of the list, in its order") List<T> items,
        @Schema(description = "Give it as 'after' for the next page; absent on the last") String next) {

    /** A list that is given as a whole, in one page. */
    public static <T> PageJson<T> whole(List<T> items) {
        return new PageJson<>(items, null);
    }

    /** @param json makes the representation of an item */
    public static <D, T> PageJson<T> of(Page<D> page, Function<D, T> json) {
        return new PageJson<>(
                page.items().stream().map(json).toList(), page.next().orElse(null));
    }
}
