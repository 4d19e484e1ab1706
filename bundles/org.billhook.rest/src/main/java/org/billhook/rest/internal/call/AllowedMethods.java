package org.billhook.rest.internal.call;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import java.util.TreeSet;
import org.apache.cxf.jaxrs.JAXRSServiceImpl;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.apache.cxf.jaxrs.utils.HttpUtils;
import org.apache.cxf.message.Message;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/**
 * Puts right the header {@code Allow}, in which the framework lists every method that any path knows: only those of the path
 * that was called, and none where there is no such path.
 */
@Component(service = ContainerResponseFilter.class)
@JakartarsExtension
public final class AllowedMethods implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext call, ContainerResponseContext answer) {
        if (answer.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            Set<String> allowed = answer.getStatus() == 404 ? Set.of() : here();
            if (allowed.isEmpty()) {
                answer.getHeaders().remove(HttpHeaders.ALLOW);
            } else {
                answer.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", allowed));
            }
        }
    }

    /** Methods that the path of the current call knows, in the order of the alphabet; none outside of a call. */
    public static Set<String> here() {
        return CurrentCall.message().map(AllowedMethods::of).orElse(Set.of());
    }

    private static Set<String> of(Message message) {
        Set<String> methods = new TreeSet<>();
        if (message.getExchange().getService() instanceof JAXRSServiceImpl service) {
            String path = HttpUtils.getPathToMatch(message, true);
            service.getClassResourceInfos().forEach(resource -> addTo(methods, resource, path));
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }

    private static void addTo(Set<String> methods, ClassResourceInfo resource, String path) {
        MultivaluedMap<String, String> values = new MetadataMap<>();
        if (!resource.getURITemplate().match(path, values)) {
            return;
        }
        String rest = values.getFirst(URITemplate.FINAL_MATCH_GROUP);
        for (OperationResourceInfo operation : resource.getMethodDispatcher().getOperationResourceInfos()) {
            MultivaluedMap<String, String> left = new MetadataMap<>();
            if (operation.getURITemplate().match(rest == null ? "/" : rest, left) && isEnd(left)) {
                methods.add(operation.getHttpMethod());
            }
        }
    }

    private static boolean isEnd(MultivaluedMap<String, String> values) {
        String left = values.getFirst(URITemplate.FINAL_MATCH_GROUP);
        return left == null || left.isEmpty() || left.equals("/");
    }
}
