package org.billhook.rest.internal.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.billhook.rest.internal.call.BodyTooLarge;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** A body that turned out to be too large while it was read. */
@Component(service = ExceptionMapper.class)
@JakartarsExtension
public final class BodyMapper implements ExceptionMapper<BodyTooLarge> {

    @Override
    public Response toResponse(BodyTooLarge exception) {
        return Problem.of(413, "CONTENT_TOO_LARGE", exception.getMessage())
                .answer()
                .build();
    }
}
