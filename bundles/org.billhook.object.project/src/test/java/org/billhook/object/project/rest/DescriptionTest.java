package org.billhook.object.project.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private final OpenAPI api = new Reader(new OpenAPI()).read(Set.of(ProjectsResource.class, ElementsResource.class));

    @Test
    void everyPathIsDescribed() {
        assertThat(api.getPaths())
                .containsOnlyKeys(
                        "/projects",
                        "/projects/{id}",
                        "/projects/{project}/elements",
                        "/projects/{project}/elements/{id}");
        assertThat(api.getPaths().values()).allSatisfy(path -> assertThat(path.readOperations())
                .allSatisfy(operation -> assertThat(operation.getDescription()).startsWith("Role: ")));
    }

    @Test
    void listsNameTheirParametersAndTakeNoBody() {
        Operation list = api.getPaths().get("/projects").getGet();
        assertThat(list.getParameters())
                .extracting(Parameter::getName)
                .containsExactlyInAnyOrder("status", "customer", "manager", "limit", "after");
        assertThat(list.getRequestBody()).isNull();
    }

    @Test
    void changesAskForTheVersion() {
        assertThat(api.getPaths()
                        .get("/projects/{project}/elements/{id}")
                        .getPatch()
                        .getParameters())
                .filteredOn(parameter -> "header".equals(parameter.getIn()))
                .extracting(Parameter::getName, Parameter::getRequired)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("If-Match", true));
    }
}
