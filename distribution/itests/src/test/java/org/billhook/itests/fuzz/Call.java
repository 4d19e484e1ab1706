package org.billhook.itests.fuzz;

import java.util.Map;

/**
 * What is sent.
 *
 * @param path with the query, as it goes out
 * @param body null for none
 */
record Call(Operation operation, String method, String path, Map<String, String> headers, byte[] body) {

    private static final int SHOWN = 1_500;

    /** Whether it may change something. */
    boolean isChange() {
        return !java.util.Set.of("GET", "HEAD", "OPTIONS", "TRACE").contains(method);
    }

    /** First word of the path. */
    String resource() {
        return operation.path().split("/")[1];
    }

    @Override
    public String toString() {
        String text = body == null ? "" : new String(body, java.nio.charset.StandardCharsets.UTF_8);
        return "%s %s %s %s"
                .formatted(
                        method,
                        path.length() > SHOWN ? path.substring(0, SHOWN) + "…" : path,
                        headers,
                        text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
