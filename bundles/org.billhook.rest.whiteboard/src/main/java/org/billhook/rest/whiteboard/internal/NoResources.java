package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers while no bundle offers a resource. */
final class NoResources implements Endpoint {

    @Override
    public void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem.of(404, "No resource is there", request).writeTo(response);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
