package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;

/** A request with its body as a {@link Body}. */
final class GuardedRequest extends HttpServletRequestWrapper {

    private final Body body;

    GuardedRequest(HttpServletRequest request, Body body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() {
        throw new IllegalStateException("The body is read as a stream");
    }
}
