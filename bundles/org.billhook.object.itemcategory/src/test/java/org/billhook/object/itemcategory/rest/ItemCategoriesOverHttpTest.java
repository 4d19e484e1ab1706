package org.billhook.object.itemcategory.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import java.net.http.HttpResponse;
import java.util.Map;
import org.billhook.object.itemcategory.ItemCategory;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemCategoriesOverHttpTest {

    private final ObjectsInMemory objects = new ObjectsInMemory(Map.of(ItemCategory.KIND, new ItemCategory()));
    private ResourceServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new ResourceServer(new AnswerHeaders(), new ItemCategoryResource(objects));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void categoryIsCreatedReadAndChanged() throws Exception {
        HttpResponse<String> created = server.post(
                "/item-categories",
                "{\"id\":\"SVB1\",\"name\":\"Service\",\"billingRelevance\":\"itemized\",\"dipProfile\":\"STANDARD\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/item-categories/SVB1");
        assertThat(json(server.get("/item-categories/SVB1"))
                        .get("billingRelevance")
                        .asText())
                .isEqualTo("itemized");
        HttpResponse<String> changed =
                server.patch("/item-categories/SVB1", etag(created), "{\"status\":\"INACTIVE\"}");
        assertThat(json(changed).get("status").asText()).isEqualTo("INACTIVE");
        assertThat(json(server.get("/item-categories?status=INACTIVE")).get("items"))
                .hasSize(1);
    }
}
