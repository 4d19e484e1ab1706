package org.billhook.core.api;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next cursor for the page after this one; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * What part of a list is wanted.
     *
     * @param after cursor from {@link Page#next()}; empty for the first page
     * @param limit most items, 1 to 1,000
     */
    public record Request(Optional<String> after, int limit) {
        public Request {
            if (limit < 1 || limit > 1000) {
                throw new IllegalArgumentException("Limit %d is not between 1 and 1000".formatted(limit));
            }
        }

        /** @param limit 1 to 1,000 */
        public static Request first(int limit) {
            return new Request(Optional.empty(), limit);
        }
    }
}
