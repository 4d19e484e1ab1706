package org.billhook.rest.internal.welcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import org.billhook.rest.internal.problem.Problem;
import org.billhook.rest.internal.problem.ProblemJson;
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
 * nobody else answers: what is not there is refused in the shape of every other refusal.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/", "/api"})
public final class WelcomePage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(WelcomePage.class);
    private static final Set<String> PATHS = Set.of("/", "/api", "/api/");
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final JsonMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();
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
            refuse(Problem.of(405, "METHOD_NOT_ALLOWED", "This path knows only GET, HEAD"), request, response);
        } else if (!PATHS.contains(request.getRequestURI())) {
            refuse(Problem.of(404, "UNKNOWN", "There is no such page. What there is: /"), request, response);
        } else {
            byte[] body = page.replace(STATE, isReady() ? READY : NOT_READY).getBytes(StandardCharsets.UTF_8);
            answer(HttpServletResponse.SC_OK, "text/html;charset=utf-8", policy, body, request, response);
        }
    }

    private static void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = JSON.writeValueAsBytes(problem.json(request.getRequestURI()));
        answer(problem.status(), ProblemJson.MEDIA_TYPE, NOTHING, body, request, response);
    }

    private static void answer(
            int status,
            String type,
            String policy,
            byte[] body,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
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
