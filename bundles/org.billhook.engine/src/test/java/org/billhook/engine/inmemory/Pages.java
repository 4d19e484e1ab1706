package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Page;

/** Pages of lists that are all in memory; the cursor is a position. */
final class Pages {

    private Pages() {}

    static <T> Page<T> of(List<T> all, Page.Request request) {
        int from = Math.min(all.size(), request.after().map(Integer::parseInt).orElse(0));
        int to = Math.min(all.size(), from + request.limit());
        Optional<String> next = to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return new Page<>(new ArrayList<>(all.subList(from, to)), next);
    }
}
