package org.billhook.rest.internal.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.util.UUID;
import org.billhook.rest.internal.call.CurrentCall;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that should not happen: logged here, once, under an incident id, which is all that the caller is told. */
@Component(service = ExceptionMapper.class)
@JakartarsExtension
public final class FaultMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(FaultMapper.class);

    @Override
    public Response toResponse(Throwable fault) {
        if (fault instanceof EOFException) {
            LOG.debug("Caller went away path='{}'", CurrentCall.path().orElse(""), fault);
            return Problem.of(400, "UNREADABLE", "The call ended too early")
                    .answer()
                    .build();
        }
        if (fault instanceof SocketTimeoutException slow) {
            LOG.debug("Body too slow path='{}'", CurrentCall.path().orElse(""), fault);
            return Problem.of(408, "TOO_SLOW", slow.getMessage()).answer().build();
        }
        String incident = UUID.randomUUID().toString();
        LOG.error(
                "Call failed incident='{}' path='{}'",
                incident,
                CurrentCall.path().orElse(""),
                fault);
        return Problem.of(500, "FAULT", "The server failed. Its log has the reason under incident " + incident)
                .answer(incident)
                .build();
    }
}
