package org.billhook.rest.whiteboard.internal;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What the HTTP server itself refuses, such as an address or a header that it can't read, in the shape and with the headers of
 * every other refusal.
 */
final class ProblemPages implements Request.Handler {

    /** Refusals of requests that were read. */
    private static final Set<Integer> READABLE = Set.of(404, 405);

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        byte[] body =
                Problem.of(status, detail(status), path == null ? "" : path).json();
        response.setStatus(status);
        SafeHeaders.ALL.forEach(response.getHeaders()::put);
        response.getHeaders().put(RequestId.HEADER, UUID.randomUUID().toString());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        if (!READABLE.contains(status)) {
            // the server ends the connection after a request that it can't read: the caller has to know
            response.getHeaders().put(HttpHeader.CONNECTION, UnreadBody.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The HTTP request can't be read: its address, a header or its length is not as the protocol asks";
            case 404 -> "There is no such page. What there is: /";
            case 405 -> "The method can't be used here";
            case 408 -> "The request came too slowly";
            case 413 -> "The body is too large";
            case 414 -> "The address is too long";
            case 417 -> "What the header Expect asks for can't be done";
            case 426, 505 -> "The server speaks HTTP/1.1";
            case 431 -> "The headers are too large";
            default -> "The HTTP server refused or failed";
        };
    }
}
