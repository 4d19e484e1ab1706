package org.billhook.object.project.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.billhook.core.api.Actor;
import org.billhook.object.project.Project;
import org.billhook.object.project.WbsElement;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectsOverHttpTest {

    private final ObjectsInMemory objects =
            new ObjectsInMemory(Map.of(Project.KIND, new Project(), WbsElement.KIND, new WbsElement()));
    private ResourceServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new ResourceServer(new AnswerHeaders(), new ProjectsResource(objects), new ElementsResource(objects));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> project(String id) throws Exception {
        return server.post("/projects", "{\"id\":\"%s\",\"name\":\"Project %s\"}".formatted(id, id));
    }

    @Test
    void newProjectAnswers201WithItsAddressAndVersion() throws Exception {
        HttpResponse<String> created = server.post(
                "/projects",
                """
                {"id":"PC 2","name":"Rollout","category":"CUSTOMER","customer":"ACME",
                 "manager":"58","startDate":"2026-01-01","endDate":"2026-12-31"}""");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(etag(created)).isEqualTo("\"1\"");
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/api/v1/projects/PC%202");
        JsonNode read = json(server.get(URI.create(location).getRawPath().substring("/api/v1".length())));
        assertThat(read).isEqualTo(json(created));
        assertThat(read.get("id").asText()).isEqualTo("PC 2");
        assertThat(read.get("status").asText()).isEqualTo("IN_PLANNING");
        assertThat(read.get("startDate").asText()).isEqualTo("2026-01-01");
        assertThat(read.has("description")).isFalse();
    }

    @Test
    @Tag("I-8")
    void changesCarryTheNameOfTheCaller() throws Exception {
        project("PC2");
        server.patch("/projects/PC2", "\"1\"", "{\"manager\":\"7\"}");
        assertThat(objects.actors()).extracting(Actor::name).containsExactly("clerk", "clerk");
    }

    @Test
    void whatIsAbsentStaysAndAnEmptyTextTakesTheValueAway() throws Exception {
        project("PC2");
        HttpResponse<String> set =
                server.patch("/projects/PC2", "\"1\"", "{\"manager\":\"7\",\"description\":\"First\"}");
        assertThat(set.statusCode()).isEqualTo(200);
        JsonNode changed = json(server.patch("/projects/PC2", etag(set), "{\"description\":\"\"}"));
        assertThat(changed.get("manager").asText()).isEqualTo("7");
        assertThat(changed.has("description")).isFalse();
        assertThat(changed.get("name").asText()).isEqualTo("Project PC2");
        assertThat(changed.get("version").asLong()).isEqualTo(3);
    }

    @Test
    void changeNeedsTheVersionItWasMadeOn() throws Exception {
        project("PC2");
        assertThat(server.patch("/projects/PC2", null, "{\"manager\":\"7\"}").statusCode())
                .isEqualTo(428);
        assertThat(server.patch("/projects/PC2", "\"2\"", "{\"manager\":\"7\"}").statusCode())
                .isEqualTo(412);
        assertThat(server.patch("/projects/PC2", "W/\"1\"", "{\"manager\":\"7\"}")
                        .statusCode())
                .isEqualTo(412);
        assertThat(json(server.get("/projects/PC2")).has("manager")).isFalse();
        assertThat(server.patch("/projects/PC2", "*", "{\"manager\":\"7\"}").statusCode())
                .as("whatever it is now")
                .isEqualTo(200);
        assertThat(json(server.get("/projects/PC2")).get("manager").asText()).isEqualTo("7");
    }

    @Test
    void refusalsOfTheKindComeThrough() throws Exception {
        HttpResponse<String> refused =
                server.post("/projects", "{\"id\":\"PC2\",\"name\":\"Rollout\",\"category\":\"CUSTOMER\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).isEqualTo("A customer project needs a customer");
        assertThat(server.get("/projects/PC2").statusCode()).isEqualTo(404);
    }

    @Test
    void secondProjectOfTheSameIdIsAConflict() throws Exception {
        project("PC2");
        assertThat(project("PC2").statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"Rollout\"}", "{\"id\":\"a/b\",\"name\":\"Rollout\"}", "{\"id\":\"PC2\"}"})
    void projectWithoutIdOrNameIsUnreadable(String body) throws Exception {
        assertThat(server.post("/projects", body).statusCode()).isEqualTo(400);
    }

    @Test
    void listsArePagedAndNameTheNextPage() throws Exception {
        project("PC1");
        project("PC2 &+%{x}ä");
        project("PC3");
        HttpResponse<String> first = server.get("/projects?limit=2");
        assertThat(json(first).get("items")).hasSize(2);
        assertThat(json(first).get("next").asText()).isEqualTo("project/PC2 &+%{x}ä");
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).startsWith("</api/v1/projects?").endsWith(">; rel=\"next\"");
        JsonNode last = json(server.get(link.substring("</api/v1".length(), link.indexOf('>'))));
        assertThat(last.get("items")).hasSize(1);
        assertThat(last.get("items").get(0).get("id").asText()).isEqualTo("PC3");
        assertThat(last.has("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many"})
    void limitOutOfRangeIsUnreadable(String limit) throws Exception {
        assertThat(server.get("/projects?limit=" + limit).statusCode()).isEqualTo(400);
    }

    @Test
    void listsAreFiltered() throws Exception {
        project("PC1");
        project("PC2");
        server.patch("/projects/PC2", "\"1\"", "{\"manager\":\"7\",\"status\":\"IN_EXECUTION\"}");
        assertThat(json(server.get("/projects?manager=7")).get("items")).hasSize(1);
        assertThat(json(server.get("/projects?manager=8")).get("items")).isEmpty();
        assertThat(json(server.get("/projects?status=IN_PLANNING")).get("items"))
                .hasSize(1);
    }

    @Test
    void elementsFormATreeInTheirProject() throws Exception {
        project("PC2");
        HttpResponse<String> top =
                server.post("/projects/PC2/elements", "{\"id\":\"PC2\",\"name\":\"Rollout\",\"billingElement\":true}");
        assertThat(top.statusCode()).isEqualTo(201);
        HttpResponse<String> child =
                server.post("/projects/PC2/elements", "{\"id\":\"PC2.PBC42\",\"name\":\"Design\",\"parent\":\"PC2\"}");
        assertThat(child.statusCode()).isEqualTo(201);
        JsonNode read = json(server.get("/projects/PC2/elements/PC2.PBC42"));
        assertThat(read.get("project").asText()).isEqualTo("PC2");
        assertThat(read.get("parent").asText()).isEqualTo("PC2");
        assertThat(read.get("billingElement").asBoolean()).isFalse();
        assertThat(json(server.get("/projects/PC2/elements")).get("items")).hasSize(2);
        HttpResponse<String> moved = server.patch("/projects/PC2/elements/PC2.PBC42", etag(child), "{\"parent\":\"\"}");
        assertThat(json(moved).has("parent")).isFalse();
    }

    @Test
    void elementOfAnotherProjectIsUnknownThere() throws Exception {
        project("PC2");
        project("PC3");
        server.post("/projects/PC2/elements", "{\"id\":\"PC2.1\",\"name\":\"Design\"}");
        assertThat(server.get("/projects/PC3/elements/PC2.1").statusCode()).isEqualTo(404);
        assertThat(server.patch("/projects/PC3/elements/PC2.1", "\"1\"", "{\"name\":\"X\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/projects/PC9/elements").statusCode()).isEqualTo(404);
        assertThat(server.post("/projects/PC9/elements", "{\"id\":\"X\",\"name\":\"X\"}")
                        .statusCode())
                .isEqualTo(404);
    }
}
