package org.billhook.rest.internal.call;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Optional;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;

/**
 * The call that this thread is in. Extensions are shared by the generations of the whiteboard, so nothing of a call is
 * injected into their fields.
 */
public final class CurrentCall {

    private static final String SERVLET_REQUEST = "HTTP.REQUEST";

    private CurrentCall() {}

    /** Path as it was asked for, without the query. */
    public static Optional<String> path() {
        return message().map(message -> (String) message.get(Message.REQUEST_URI));
    }

    /** Network address of the caller, as the server sees it. */
    public static Optional<String> address() {
        return message()
                .map(message -> (HttpServletRequest) message.get(SERVLET_REQUEST))
                .map(HttpServletRequest::getRemoteAddr);
    }

    /** The resource method that was chosen; empty before it is. */
    public static Optional<Method> method() {
        return message()
                .map(message -> message.getExchange().get(OperationResourceInfo.class))
                .map(OperationResourceInfo::getAnnotatedMethod);
    }

    /** Class of the resource that was chosen; empty before it is. */
    public static Optional<Class<?>> resource() {
        return message()
                .map(message -> message.getExchange().get(OperationResourceInfo.class))
                .map(operation -> operation.getClassResourceInfo().getServiceClass());
    }

    static Optional<Message> message() {
        Message current = PhaseInterceptorChain.getCurrentMessage();
        return Optional.ofNullable(
                current == null ? null : current.getExchange().getInMessage());
    }
}
