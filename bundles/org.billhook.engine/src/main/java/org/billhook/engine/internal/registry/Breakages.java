package org.billhook.engine.internal.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.billhook.core.model.Finding;

/** What broke in one plugin since the same call of it last went well. Safe on any thread. */
final class Breakages {

    private record Breakage(long times, Instant last, String thrown) {}

    private final Map<String, Breakage> byCall = new ConcurrentHashMap<>();

    /** @param what was being done, the name of the call first, for example {@code propose sales-order-item/4711-10} */
    void broke(String what, String thrown, Instant at) {
        byCall.merge(
                call(what), new Breakage(1, at, thrown), (before, now) -> new Breakage(before.times + 1, at, thrown));
    }

    void wentWell(String what) {
        if (!byCall.isEmpty()) {
            byCall.remove(call(what));
        }
    }

    List<Finding> findings() {
        return byCall.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Finding.error("BREAKS", text(entry.getKey(), entry.getValue())))
                .toList();
    }

    private static String text(String call, Breakage breakage) {
        return "'%s' broke each time since it last went well, %d in all, last at %s: %s"
                .formatted(call, breakage.times, breakage.last.truncatedTo(ChronoUnit.SECONDS), breakage.thrown);
    }

    private static String call(String what) {
        int end = what.indexOf(' ');
        return end < 0 ? what : what.substring(0, end);
    }
}
