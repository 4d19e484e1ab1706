package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.billhook.core.api.Page;

/** One page of a list. The header {@code Link} names the next one as well. */
public record PageJson<T>(
        List<T> items, @Schema(description = "Give it as 'after' for the next page; absent on the last") String next) {

    /** @param json makes the representation of an item */
    public static <D, T> PageJson<T> of(Page<D> page, Function<D, T> json) {
        return new PageJson<>(
                page.items().stream().map(json).toList(), page.next().orElse(null));
    }
}
