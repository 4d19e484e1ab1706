package org.billhook.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.billhook.core.api.Roles;
import org.billhook.rest.internal.billing.DueListResource;
import org.billhook.rest.internal.billing.PreviewsResource;
import org.billhook.rest.internal.billing.RelevancesResource;
import org.billhook.rest.internal.billing.RunsResource;
import org.billhook.rest.internal.objects.ObjectsResource;
import org.billhook.rest.internal.operation.HealthResource;
import org.billhook.rest.internal.operation.JobsResource;
import org.billhook.rest.internal.operation.ReadyResource;
import org.billhook.rest.internal.plugins.PluginsResource;
import org.billhook.rest.internal.prices.PricesResource;
import org.billhook.rest.internal.proposals.ProposalsResource;
import org.billhook.rest.internal.records.AuditsResource;
import org.billhook.rest.internal.records.RecordsResource;
import org.billhook.rest.internal.requests.RequestsResource;
import org.billhook.rest.internal.sources.CommandsResource;
import org.billhook.rest.internal.sources.SourcesResource;
import org.billhook.rest.internal.users.UsersResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiTest {

    private static final List<Class<?>> RESOURCES = List.of(
            CommandsResource.class,
            DueListResource.class,
            HealthResource.class,
            JobsResource.class,
            ObjectsResource.class,
            PluginsResource.class,
            PreviewsResource.class,
            PricesResource.class,
            ProposalsResource.class,
            ReadyResource.class,
            AuditsResource.class,
            RecordsResource.class,
            RelevancesResource.class,
            RequestsResource.class,
            RunsResource.class,
            SourcesResource.class,
            UsersResource.class);

    static Stream<Method> operations() {
        return RESOURCES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(OpenApiTest::isOperation);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationSaysWhatItDoesAndForWhom(Method method) {
        Operation operation = method.getAnnotation(Operation.class);
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);

        assertThat(operation).isNotNull();
        assertThat(roles != null || method.isAnnotationPresent(PermitAll.class)).isTrue();
        if (roles != null) {
            assertThat(Roles.ALL).contains(roles.value());
        }
        if (!operation.hidden()) {
            assertThat(operation.summary()).isNotBlank();
            assertThat(operation.description()).contains(roles == null ? new String[] {""} : roles.value());
        }
    }

    @Test
    void descriptionHasEveryPathOfTheDesignThatIsOurs() {
        Set<Class<?>> classes = new LinkedHashSet<>(RESOURCES);
        OpenAPI api = new Reader(new OpenAPI()).read(classes);

        assertThat(api.getPaths().keySet())
                .contains(
                        "/billing-objects/{kind}/{key}/hierarchy",
                        "/sources/bulk",
                        "/sources/{id}/why-not",
                        "/sources/{id}/undo-write-off",
                        "/due-list",
                        "/previews/{id}/commit",
                        "/runs/{id}/resume",
                        "/requests/{id}/lines/{position}/why",
                        "/plugins/{bundle}/versions/{version}",
                        "/jobs/{id}",
                        "/events",
                        "/audits",
                        "/audits/{id}",
                        "/ready",
                        "/health",
                        "/users/me/password");
        assertThat(api.getComponents().getSecuritySchemes()).containsKey("basic");
        PathItem sources = api.getPaths().get("/sources");
        assertThat(sources.getPost().getResponses()).containsKeys("201", "200");
        assertThat(sources.getGet().getParameters())
                .extracting(parameter -> parameter.getName())
                .contains("object", "onlyOpen", "limit", "after");
    }

    private static boolean isOperation(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.isAnnotationPresent(HttpMethod.class));
    }
}
