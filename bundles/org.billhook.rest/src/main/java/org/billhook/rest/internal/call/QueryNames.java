package org.billhook.rest.internal.call;

import jakarta.annotation.Priority;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.billhook.rest.wire.Input;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/**
 * Refuses query parameters that a resource does not know: a filter with a typing error would give the whole list. Only for
 * resources of this bundle, as others may read the query in their own way.
 */
@Component(service = ContainerRequestFilter.class)
@JakartarsExtension
@Priority(Priorities.HEADER_DECORATOR)
public final class QueryNames implements ContainerRequestFilter {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext call) {
        CurrentCall.method().filter(QueryNames::isOurs).ifPresent(method -> check(call, method));
    }

    private void check(ContainerRequestContext call, Method method) {
        Set<String> names = known.computeIfAbsent(method, QueryNames::names);
        Input in = new Input();
        for (String given : call.getUriInfo().getQueryParameters().keySet()) {
            if (!names.contains(given)) {
                in.refuse(
                        "UNKNOWN_PARAMETER",
                        given,
                        "Query parameter '%s' is not known; known are %s".formatted(given, names));
            }
        }
        in.check();
    }

    private static boolean isOurs(Method method) {
        return method.getDeclaringClass().getClassLoader() == QueryNames.class.getClassLoader();
    }

    private static Set<String> names(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(QueryParam.class)) {
                names.add(parameter.getAnnotation(QueryParam.class).value());
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    if (field.isAnnotationPresent(QueryParam.class)) {
                        names.add(field.getAnnotation(QueryParam.class).value());
                    }
                }
            }
        }
        return names;
    }
}
