package org.billhook.object.serviceorder.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private final OpenAPI api = new Reader(new OpenAPI())
            .read(Set.of(
                    OrdersResource.class,
                    OrderItemsResource.class,
                    QuotationsResource.class,
                    QuotationItemsResource.class));

    @Test
    void everyPathIsDescribed() {
        assertThat(api.getPaths())
                .containsOnlyKeys(
                        "/service-orders",
                        "/service-orders/{id}",
                        "/service-orders/{order}/items",
                        "/service-orders/{order}/items/{no}",
                        "/service-quotations",
                        "/service-quotations/{id}",
                        "/service-quotations/{id}/orders",
                        "/service-quotations/{order}/items",
                        "/service-quotations/{order}/items/{no}");
        assertThat(api.getPaths().values()).allSatisfy(path -> assertThat(path.readOperations())
                .allSatisfy(operation -> assertThat(operation.getDescription()).startsWith("Role: ")));
    }

    @Test
    void whatTwoPathsShareIsTaggedByPath() {
        Operation order = api.getPaths().get("/service-orders").getPost();
        Operation quotation = api.getPaths().get("/service-quotations").getPost();
        assertThat(order.getTags()).containsExactly("Service orders");
        assertThat(quotation.getTags()).containsExactly("Service quotations");
        assertThat(order.getOperationId()).isNotEqualTo(quotation.getOperationId());
    }
}
