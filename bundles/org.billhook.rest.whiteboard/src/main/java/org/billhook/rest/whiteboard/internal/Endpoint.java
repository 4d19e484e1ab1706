package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What answers the requests of one generation. */
interface Endpoint {

    void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;

    /** Called once, after the last request has left. */
    void close();
}
