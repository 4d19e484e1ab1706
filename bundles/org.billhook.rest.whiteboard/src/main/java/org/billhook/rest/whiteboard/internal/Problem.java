package org.billhook.rest.whiteboard.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A refusal as of RFC 9457, in the same shape as those of the resources. */
record Problem(String type, String title, int status, String detail, String instance, String code) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int LONGEST_INSTANCE = 200;
    private static final JsonMapper JSON = new JsonMapper();

    static Problem of(int status, String detail, HttpServletRequest request) {
        return of(status, detail, request.getRequestURI());
    }

    static Problem of(int status, String detail, String instance) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Status " + status : known.getReasonPhrase();
        String code = code(status);
        String type = "urn:billhook:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
        String shown = instance.length() <= LONGEST_INSTANCE ? instance : instance.substring(0, LONGEST_INSTANCE) + "…";
        return new Problem(type, title, status, detail, shown, code);
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "UNREADABLE";
            case 404 -> "UNKNOWN";
            case 413 -> "CONTENT_TOO_LARGE";
            case 500 -> "FAULT";
            case 503 -> "NOT_READY";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "STATUS_" + status : known.name();
            }
        };
    }

    byte[] json() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    void writeTo(HttpServletResponse response) throws IOException {
        byte[] body = json();
        response.setStatus(status);
        SafeHeaders.ALL.forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
