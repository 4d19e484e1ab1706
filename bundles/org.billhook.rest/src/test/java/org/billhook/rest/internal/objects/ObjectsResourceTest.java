package org.billhook.rest.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Events;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.rest.internal.AsUser;
import org.billhook.rest.internal.RestServer;
import org.billhook.rest.internal.Stub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectsResourceTest {

    private static final ObjectRef REF = new ObjectRef("wbs-element", "PC2.PBC 42");
    private static final String PATH = "/billing-objects/wbs-element/PC2.PBC%2042";

    private final List<Object> asked = new ArrayList<>();
    private final BillingObjects objects = Stub.of(BillingObjects.class)
            .on("get", args -> {
                if (!args[0].equals(REF)) {
                    throw BillhookException.unknown("billing object", args[0]);
                }
                return stored();
            })
            .on("create", args -> {
                asked.add(args[0]);
                return stored();
            })
            .on("change", args -> {
                asked.add(args[1]);
                asked.add(args[2]);
                if (!args[1].equals(4L)) {
                    throw new BillhookException(BillhookException.Type.STALE, Finding.error("STALE", "Version is 4"));
                }
                return stored();
            })
            .on("list", args -> {
                asked.add(args[0]);
                return new Page<>(List.of(stored()), Optional.empty());
            })
            .on(
                    "fields",
                    args -> List.of(
                            new BillingObjects.Field(
                                    "billable",
                                    Optional.of("true"),
                                    new Opinion(Verdict.DISPLAY_ONLY, "Billed already"),
                                    Optional.of("core")),
                            new BillingObjects.Field(
                                    "rate",
                                    Optional.of("120"),
                                    new Opinion(Verdict.HIDDEN, "Not for everyone"),
                                    Optional.empty())))
            .on("kinds", args -> List.of(kind()))
            .service();
    private final RestServer server = new RestServer(
            List.of(new ObjectsResource(objects, Stub.of(Events.class).service())), new AsUser("paul"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void objectIsReadByItsKeyAndGivesItsEtag() {
        HttpResponse<String> answer = server.get(PATH);

        assertThat(answer.headers().firstValue("ETag")).hasValue("\"4\"");
        assertThat(RestServer.json(answer).get("ref").asText()).isEqualTo("wbs-element/PC2.PBC 42");
        assertThat(RestServer.json(answer).get("phase").asText()).isEqualTo("RELEASED");
        assertThat(server.get("/billing-objects/wbs-element/other").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/billing-objects/WBS/other").statusCode()).isEqualTo(404);
    }

    @Test
    void creationAnswersWithTheLocation() {
        HttpResponse<String> answer =
                server.post(PATH, "{\"name\":\"Design\",\"attributes\":{\"project\":\"project/PC2\"}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1" + PATH);
        assertThat(asked).containsExactly(new BillingObjects.Draft(REF, "Design", Map.of("project", "project/PC2")));
    }

    @Test
    void creationWithoutNameOrValueTellsBoth() {
        HttpResponse<String> answer = server.post(PATH, "{\"attributes\":{\"project\":null}}");

        assertThat(RestServer.json(answer).get("findings").findValuesAsText("field"))
                .containsExactly("name", "attributes.project");
    }

    @Test
    void changeSaysWhatItWasMadeOnAndNullTakesAValueAway() {
        String json = "{\"status\":\"REL\",\"attributes\":{\"rate\":null,\"unit\":\"HUR\"}}";
        Map<String, Optional<String>> attributes = new LinkedHashMap<>();
        attributes.put("rate", Optional.empty());
        attributes.put("unit", Optional.of("HUR"));

        assertThat(patch(json, null).statusCode()).isEqualTo(428);
        assertThat(patch(json, "\"3\"").statusCode()).isEqualTo(412);
        assertThat(patch(json, "\"4\"").statusCode()).isEqualTo(200);
        assertThat(asked)
                .containsExactly(
                        3L,
                        new BillingObjects.Change(Optional.empty(), Optional.of("REL"), attributes),
                        4L,
                        new BillingObjects.Change(Optional.empty(), Optional.of("REL"), attributes));
    }

    @Test
    void listIsFilteredByAttributes() {
        server.get("/billing-objects/wbs-element?attribute=customer:ACME:2&attribute=unit:HUR&status=REL");

        assertThat(asked)
                .containsExactly(new BillingObjects.Query(
                        Optional.of("wbs-element"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("REL"),
                        Map.of("customer", "ACME:2", "unit", "HUR")));
        assertThat(server.get("/billing-objects/wbs-element?attribute=ACME").statusCode())
                .isEqualTo(400);
    }

    @Test
    void hiddenFieldShowsNoValue() {
        JsonNode fields = RestServer.json(server.get(PATH + "/fields")).get("items");

        assertThat(fields.at("/0/value").asText()).isEqualTo("true");
        assertThat(fields.at("/0/verdict").asText()).isEqualTo("DISPLAY_ONLY");
        assertThat(fields.at("/1").has("value")).isFalse();
    }

    @Test
    void kindShowsItsLifeCycleInOrder() {
        JsonNode kind = RestServer.json(server.get("/billing-objects/kinds")).at("/items/0");

        assertThat(kind.get("statuses").findValuesAsText("name")).containsExactly("CRTD", "REL");
        assertThat(kind.at("/statuses/0/next/0").asText()).isEqualTo("REL");
        assertThat(kind.at("/attributes/0/target").asText()).isEqualTo("project");
    }

    private HttpResponse<String> patch(String json, String ifMatch) {
        HttpRequest.Builder call = server.call(PATH)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json));
        return server.send(ifMatch == null ? call : call.header("If-Match", ifMatch));
    }

    private static StoredObject stored() {
        return new StoredObject(
                REF,
                "Design",
                "REL",
                Phase.RELEASED,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                4,
                Instant.parse("2026-03-01T10:00:00Z"),
                Optional.empty(),
                false,
                List.of());
    }

    private static BillingObjects.Kind kind() {
        Map<String, Phase> phases = new LinkedHashMap<>();
        phases.put("CRTD", Phase.OPEN);
        phases.put("REL", Phase.RELEASED);
        return new BillingObjects.Kind(
                "wbs-element",
                List.of(Attribute.reference("project", "project", "Project it belongs to")),
                new LifeCycle("CRTD", phases, Map.of("CRTD", Set.of("REL"))),
                "org.billhook.object.project",
                Map.of());
    }
}
