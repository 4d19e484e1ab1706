package org.billhook.object.salesorderitem.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private final OpenAPI api = new Reader(new OpenAPI()).read(Set.of(OrdersResource.class, ItemsResource.class));

    @Test
    void everyPathIsDescribed() {
        assertThat(api.getPaths())
                .containsOnlyKeys(
                        "/sales-orders",
                        "/sales-orders/{id}",
                        "/sales-orders/{order}/items",
                        "/sales-orders/{order}/items/{no}");
        assertThat(api.getPaths().values()).allSatisfy(path -> assertThat(path.readOperations())
                .allSatisfy(operation -> assertThat(operation.getDescription()).startsWith("Role: ")));
    }

    @Test
    void listsNameTheirParametersAndTakeNoBody() {
        Operation list = api.getPaths().get("/sales-orders").getGet();
        assertThat(list.getParameters())
                .extracting(Parameter::getName)
                .containsExactlyInAnyOrder("status", "customer", "limit", "after");
        assertThat(list.getRequestBody()).isNull();
    }

    @Test
    void changesAskForTheVersion() {
        assertThat(api.getPaths()
                        .get("/sales-orders/{order}/items/{no}")
                        .getPatch()
                        .getParameters())
                .filteredOn(parameter -> "header".equals(parameter.getIn()))
                .extracting(Parameter::getName, Parameter::getRequired)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("If-Match", true));
    }
}
