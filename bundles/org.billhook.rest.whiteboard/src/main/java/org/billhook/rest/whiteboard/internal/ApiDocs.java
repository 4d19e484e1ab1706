package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The page that shows the OpenAPI document. All it loads comes from this bundle. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({ApiDocs.ROOT, ApiDocs.ROOT + "/*"})
public final class ApiDocs extends HttpServlet {

    static final String ROOT = "/api/docs";

    private static final long serialVersionUID = 1L;
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html",
            "page.css", "text/css",
            "initializer.js", "text/javascript",
            "swagger-ui-bundle.js", "text/javascript",
            "swagger-ui.css", "text/css");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            response.sendRedirect(request.getContextPath() + ROOT + "/index.html");
            return;
        }
        String file = path.substring(1);
        String type = FILES.get(file);
        if (type == null) {
            Problem.of(404, "There is no such page", request).writeTo(response);
            return;
        }
        response.setContentType(type + ";charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (InputStream in = open(file)) {
            in.transferTo(response.getOutputStream());
        }
    }

    static InputStream open(String file) throws IOException {
        InputStream in = ApiDocs.class.getResourceAsStream("/docs/" + file);
        if (in == null) {
            throw new IOException("The bundle lacks docs/" + file);
        }
        return in;
    }

    static Iterable<String> files() {
        return FILES.keySet();
    }
}
