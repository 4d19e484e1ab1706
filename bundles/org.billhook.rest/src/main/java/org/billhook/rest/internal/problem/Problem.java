package org.billhook.rest.internal.problem;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.call.CurrentCall;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Shown;

/**
 * A refusal before it is written.
 *
 * @param code upper-case code for programs
 * @param detail full sentence for people
 */
public record Problem(int status, String code, String detail, List<Finding> findings) {

    private static final int LONGEST_PATH = 500;

    private static final Map<Integer, String> TITLES = Map.of(
            413,
            "Content Too Large",
            422,
            "Unprocessable Content",
            428,
            "Precondition Required",
            429,
            "Too Many Requests");

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of());
    }

    /** The answer, to which headers can be added. */
    public Response.ResponseBuilder answer() {
        return answer(null);
    }

    Response.ResponseBuilder answer(String incident) {
        ProblemJson body = json(CurrentCall.path().orElse(null), incident);
        return Response.status(status).type(ProblemJson.MEDIA_TYPE).entity(body);
    }

    /** The body for who answers without JAX-RS. */
    public ProblemJson json(String path) {
        return json(path, null);
    }

    private ProblemJson json(String path, String incident) {
        return new ProblemJson(
                "urn:billhook:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'),
                title(),
                status,
                Shown.message(detail),
                path == null ? null : instance(path),
                code,
                incident,
                findings.isEmpty()
                        ? null
                        : FindingJson.of(findings.subList(0, Math.min(findings.size(), Shown.FINDINGS))));
    }

    private static String instance(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }

    private String title() {
        Response.Status known = Response.Status.fromStatusCode(status);
        return TITLES.getOrDefault(status, known == null ? "Status " + status : known.getReasonPhrase());
    }
}
