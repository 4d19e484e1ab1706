package org.billhook.rest.internal.call;

import jakarta.annotation.Priority;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.OtherParameters;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/**
 * Refuses query parameters that a resource method does not name: a filter with a typing error would give the whole list. For the
 * resources of every bundle. It keeps nothing of them.
 */
@Component(service = ContainerRequestFilter.class)
@JakartarsExtension
@Priority(Priorities.HEADER_DECORATOR)
public final class QueryNames implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext call) {
        Set<String> given = call.getUriInfo().getQueryParameters().keySet();
        if (!given.isEmpty()) {
            CurrentCall.method()
                    .filter(method -> !method.isAnnotationPresent(OtherParameters.class))
                    .ifPresent(method -> check(given, names(method)));
        }
    }

    private static void check(Set<String> all, Set<String> names) {
        Input in = new Input();
        for (String given : all) {
            if (!names.contains(given)) {
                in.refuse(
                        "UNKNOWN_PARAMETER",
                        given,
                        names.isEmpty()
                                ? "Query parameter '%s' is not known; there are none here".formatted(given)
                                : "Query parameter '%s' is not known; known are %s".formatted(given, names));
            }
        }
        in.check();
    }

    private static Set<String> names(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(QueryParam.class)) {
                names.add(parameter.getAnnotation(QueryParam.class).value());
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                addTo(names, parameter.getType());
            }
        }
        return names;
    }

    private static void addTo(Set<String> names, Class<?> bean) {
        for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
            addAll(names, type.getDeclaredFields());
            addAll(names, type.getDeclaredMethods());
        }
    }

    private static void addAll(Set<String> names, AnnotatedElement... members) {
        for (AnnotatedElement member : members) {
            if (member.isAnnotationPresent(QueryParam.class)) {
                names.add(member.getAnnotation(QueryParam.class).value());
            }
        }
    }
}
