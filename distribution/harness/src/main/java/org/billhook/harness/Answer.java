package org.billhook.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the server answered.
 *
 * @param call method and path, for messages
 * @param json the body; a missing node if it is none
 */
public record Answer(String call, int status, HttpHeaders headers, String body, JsonNode json) {

    private static final int CREATED = 201;

    /** This answer, if it has one of the statuses; otherwise the body tells why not. A POST that creates tells where. */
    public Answer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
            throw new UnexpectedAnswer(
                    "%s answered %d, not %s: %s".formatted(call, status, Arrays.toString(statuses), body));
        }
        if (status == CREATED && call.startsWith("POST ") && header("Location").isEmpty()) {
            throw new UnexpectedAnswer(call + " gave no Location of what it created");
        }
        return this;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The ETag, which must be there. */
    public String etag() {
        return header("ETag").orElseThrow(() -> new UnexpectedAnswer(call + " gave no ETag"));
    }

    /** Text of a field, or of one inside another: {@code net.amount}. */
    public String text(String path) {
        JsonNode node = json.at("/" + path.replace('.', '/'));
        if (node.isMissingNode()) {
            throw new UnexpectedAnswer("%s gave no field '%s': %s".formatted(call, path, body));
        }
        return node.asText();
    }

    public long number(String path) {
        return Long.parseLong(text(path));
    }

    /** The server did not answer as it has to. */
    public static final class UnexpectedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnexpectedAnswer(String message) {
            super(message);
        }
    }
}
