package org.billhook.rest.internal.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.call.CurrentCall;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refusals of the services, each with all its findings. */
@Component(service = ExceptionMapper.class)
@JakartarsExtension
public final class RefusalMapper implements ExceptionMapper<BillhookException> {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalMapper.class);
    private static final int RETRY_SECONDS = 5;

    @Override
    public Response toResponse(BillhookException refusal) {
        Response.ResponseBuilder answer = Optional.ofNullable(refusal.getCause())
                .flatMap(cause -> sentence(refusal))
                .map(sentence -> withoutInside(refusal, sentence))
                .orElseGet(() -> problem(refusal, refusal.getMessage(), refusal.findings())
                        .answer());
        return refusal.type() == BillhookException.Type.UNAVAILABLE
                ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build()
                : answer.build();
    }

    /** The database refused, not a rule: its words, with names of tables and classes, are for the log. */
    private static Response.ResponseBuilder withoutInside(BillhookException refusal, String sentence) {
        String incident = UUID.randomUUID().toString();
        LOG.warn(
                "Call refused by the database incident='{}' path='{}'",
                incident,
                CurrentCall.path().orElse(""),
                refusal);
        String detail = "%s. The server's log has more under incident %s".formatted(sentence, incident);
        List<Finding> findings = refusal.findings().stream()
                .map(finding -> Finding.error(finding.code(), detail))
                .toList();
        return problem(refusal, detail, findings).answer(incident);
    }

    private static Problem problem(BillhookException refusal, String detail, List<Finding> findings) {
        return new Problem(status(refusal.type()), refusal.type().name(), detail, findings);
    }

    /** What the database can refuse; empty for what only callers can cause, which is told in its own words. */
    private static Optional<String> sentence(BillhookException refusal) {
        if (refusal.findings().stream().anyMatch(finding -> finding.code().equals("DATABASE_FULL"))) {
            return Optional.of("The database has no room left: nothing was stored; make room on its disk");
        }
        return switch (refusal.type()) {
            case UNREADABLE, UNKNOWN, REFUSED, FORBIDDEN -> Optional.empty();
            case CONFLICT -> Optional.of("It contradicts what is stored");
            case STALE -> Optional.of("Someone changed it in the meantime");
            case UNAVAILABLE -> Optional.of("The database did not answer as it should; trying again later may help");
        };
    }

    /** Status of each type. */
    static int status(BillhookException.Type type) {
        return switch (type) {
            case UNREADABLE -> 400;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case REFUSED -> 422;
            case FORBIDDEN -> 403;
            case UNAVAILABLE -> 503;
        };
    }
}
