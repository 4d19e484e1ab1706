package org.billhook.rest.internal.call;

import jakarta.annotation.Priority;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** A resource that takes a body never gets null: an empty one, or the JSON value null, is refused. */
@Component(service = ReaderInterceptor.class)
@JakartarsExtension
@Priority(Priorities.ENTITY_CODER)
public final class BodyNeeded implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext call) throws IOException {
        Object body = call.proceed();
        if (body == null) {
            throw new BadRequestException("This call needs a body");
        }
        return body;
    }
}
