package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;

/** Headers of answers in the description of the API: each described once. */
final class AnswerHeaderDescriptions {

    static final String REQUEST_ID = RequestId.HEADER;
    static final String ETAG = "ETag";
    static final String LINK = "Link";
    static final String LOCATION = "Location";
    static final String RETRY_AFTER = "Retry-After";
    static final String REPLAYED = "Idempotency-Replayed";
    static final String ALLOW = "Allow";
    static final String CHALLENGE = "WWW-Authenticate";

    private AnswerHeaderDescriptions() {}

    static void addTo(Components components) {
        add(components, REQUEST_ID, "Names the call; every line of the log that it leaves has it", text("b4c1d2a0-17"));
        add(components, ETAG, "Version of what is answered: a change sends it as If-Match", text("\"3\""));
        add(
                components,
                LINK,
                "Address of the next page, relative to this server unless it has a public address; absent on the last",
                text("</api/v1/sources?after=100>; rel=\"next\""));
        add(
                components,
                LOCATION,
                "Address of what was created, or of the job that works on it; relative to this server unless it has a public address",
                text("/api/v1/jobs/7"));
        add(components, RETRY_AFTER, "Seconds after which the call can be sent again", new IntegerSchema().example(2));
        add(
                components,
                REPLAYED,
                "true if the call was done before under this Idempotency-Key; the answer is that of then",
                text("true"));
        add(components, ALLOW, "Methods that the path knows", text("GET, HEAD, OPTIONS, POST"));
        add(components, CHALLENGE, "How to log in", text("Basic realm=\"Billhook\", charset=\"UTF-8\""));
    }

    private static void add(Components components, String name, String words, Schema<?> schema) {
        components.addHeaders(name, new Header().description(words).schema(schema));
    }

    private static Schema<?> text(String example) {
        return new StringSchema().example(example);
    }

    static void put(ApiResponse answer, String name) {
        if (answer.getHeaders() == null || !answer.getHeaders().containsKey(name)) {
            answer.addHeaderObject(name, new Header().$ref("#/components/headers/" + name));
        }
    }
}
