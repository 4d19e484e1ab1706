package org.billhook.rest.whiteboard.internal;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.IOException;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** Answers a call whose body was not read, such as a refused one, without waiting for the body; the connection ends with it. */
@Priority(Integer.MIN_VALUE)
public final class UnreadBody implements ContainerResponseFilter {

    static final String CONNECTION = "Connection";
    static final String CLOSE = "close";

    @Override
    public void filter(ContainerRequestContext call, ContainerResponseContext answer) throws IOException {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        Message in = message == null ? null : message.getExchange().getInMessage();
        if (in != null
                && in.get(AbstractHTTPDestination.HTTP_REQUEST) instanceof HttpServletRequest request
                && request.getAttribute(Body.NAME) instanceof Body body
                && !body.leave()) {
            answer.getHeaders().putSingle(CONNECTION, CLOSE);
        }
    }
}
