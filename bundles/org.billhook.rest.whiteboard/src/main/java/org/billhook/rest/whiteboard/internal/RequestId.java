package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Names a call, in its answer and in every line of the log that it leaves. A caller may give the name, so that a chain of
 * systems has one; what is not a plain name is replaced.
 */
final class RequestId {

    /** Header of calls and answers. */
    static final String HEADER = "X-Request-Id";
    /** Under this key the pattern of the log finds it. */
    static final String KEY = "request";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private RequestId() {}

    static void begin(HttpServletRequest request, HttpServletResponse response) {
        String given = request.getHeader(HEADER);
        String id = given != null && PLAIN.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        MDC.put(KEY, id);
        response.setHeader(HEADER, id);
    }

    static void end() {
        MDC.remove(KEY);
    }
}
