package org.billhook.rest.internal.welcome;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import org.billhook.rest.internal.operation.ReadyResource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /} and {@code /api} without a login, and tells nothing that is not public. It is asked for every path that
 * nobody else answers, so what is not there is said in a few words, without those of the container.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/", "/api"})
public final class WelcomePage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(WelcomePage.class);
    private static final Set<String> PATHS = Set.of("/", "/api", "/api/");
    private static final String NOWHERE = "There is no such page. What there is: /\n";
    private static final String STATE = "{state}";
    private static final String READY = "This server is ready.";
    private static final String NOT_READY =
            "This server is not ready: it is starting, or something is missing. Its health page tells what.";

    private final String page = text("welcome.html");
    private final String policy =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                    .formatted(hash(page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"))));

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile ReadyResource ready;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        boolean here = PATHS.contains(request.getRequestURI());
        String text = here ? page.replace(STATE, isReady() ? READY : NOT_READY) : NOWHERE;
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(here ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
        response.setContentType(here ? "text/html;charset=utf-8" : "text/plain;charset=utf-8");
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }

    private boolean isReady() {
        ReadyResource resource = ready;
        if (resource == null) {
            return false;
        }
        try {
            return resource.ready().ready();
        } catch (RuntimeException e) {
            LOG.debug("Not ready", e);
            return false;
        }
    }

    private static String text(String name) {
        try (InputStream in = WelcomePage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a browser compares before it takes a style that stands in the page. */
    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
