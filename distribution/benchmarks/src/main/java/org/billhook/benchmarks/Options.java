package org.billhook.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to measure.
 *
 * @param parts of floor, roots, root, history, summarized, view
 * @param jvm options of the server's virtual machine, for a profiler
 */
record Options(List<String> databases, List<Integer> sizes, Set<String> parts, String jvm, Path archive, Path target) {

    /** @param arguments like {@code --sizes=10000,100000} */
    static Options parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.substring(2).split("=", 2);
            values.put(parts[0], parts[1].strip());
        }
        return new Options(
                List.of(values.get("databases").split(",")),
                Arrays.stream(values.get("sizes").split(","))
                        .map(Integer::valueOf)
                        .sorted()
                        .toList(),
                Set.of(values.get("parts").split(",")),
                values.getOrDefault("jvm", ""),
                Path.of(values.get("archive")),
                Path.of(values.get("target")));
    }

    boolean has(String part) {
        return parts.contains(part);
    }

    /** Whether anything is measured with all postings in one root, so with one worker. */
    boolean hasOneWorker() {
        return has("root") || has("history");
    }

    /** Whether a server is measured at all. */
    boolean hasServer() {
        return has("roots") || has("summarized") || has("view") || hasOneWorker();
    }
}
