package org.billhook.rest.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.IdempotentCalls;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.AsUser;
import org.billhook.rest.internal.RestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private final Keys keys = new Keys();
    private final Counter counter = new Counter();
    private final RestServer server = new RestServer(List.of(counter), new AsUser("vera"), new Idempotency(keys));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void repeatGetsTheFirstAnswerWithItsLocation() {
        HttpResponse<String> first = post("/count", "k1", "{\"by\":2}");
        HttpResponse<String> again = post("/count", "k1", "{\"by\":2}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body()).isEqualTo("{\"value\":2}");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"))
                .isPresent();
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(counter.value).isEqualTo(2);
    }

    @Test
    void answerWithoutBodyIsKeptToo() {
        assertThat(post("/count/reset", "k1", "").statusCode()).isEqualTo(204);
        assertThat(post("/count/reset", "k1", "").statusCode()).isEqualTo(204);
        assertThat(counter.resets).isEqualTo(1);
    }

    @Test
    void sameKeyWithAnotherBodyIsAConflict() {
        post("/count", "k1", "{\"by\":2}");

        assertThat(post("/count", "k1", "{\"by\":3}").statusCode()).isEqualTo(409);
        assertThat(counter.value).isEqualTo(2);
    }

    @Test
    void withoutAKeyEveryCallCounts() {
        server.post("/count", "{\"by\":2}");
        server.post("/count", "{\"by\":2}");

        assertThat(counter.value).isEqualTo(4);
    }

    @Test
    void refusedCallGivesTheKeyBack() {
        assertThat(post("/count", "k1", "{\"by\":-1}").statusCode()).isEqualTo(422);
        assertThat(post("/count", "k1", "{\"what\":1}").statusCode()).isEqualTo(400);
        assertThat(post("/count", "k1", "{\"by\":1}").statusCode()).isEqualTo(201);
    }

    @Test
    void faultIsKeptForWhatWasDoneIsNotKnown() {
        assertThat(post("/count", "k1", "{\"by\":13}").statusCode()).isEqualTo(500);
        HttpResponse<String> again = post("/count", "k1", "{\"by\":13}");

        assertThat(again.statusCode()).isEqualTo(500);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(counter.value).isEqualTo(13);
    }

    @Test
    void bodyOfManyMegabytesComesThroughWhole() {
        byte[] large = new byte[5_000_000];
        large[4_999_999] = 7;
        HttpRequest.Builder call = server.call("/count/bytes")
                .header("Content-Type", "application/octet-stream")
                .header("Idempotency-Key", "k1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large));

        assertThat(server.send(call).body()).isEqualTo("5000000 7");
    }

    @Test
    void keyThatIsNoneIsRefused() {
        assertThat(post("/count", "x".repeat(101), "{\"by\":2}").statusCode()).isEqualTo(400);
        assertThat(counter.value).isZero();
    }

    private HttpResponse<String> post(String path, String key, String json) {
        return server.send(RestServer.withJson(server.call(path).header("Idempotency-Key", key), "POST", json));
    }

    public record StepJson(int by) {}

    public record ValueJson(int value) {}

    @Path("/count")
    @Produces("application/json")
    public static final class Counter {
        private int value;
        private int resets;

        @POST
        @Consumes("application/json")
        public Response count(StepJson step) {
            if (step.by() < 0) {
                throw new BillhookException(BillhookException.Type.REFUSED, Finding.error("NEGATIVE", "Not backwards"));
            }
            value += step.by();
            if (step.by() == 13) {
                throw new IllegalStateException("half done");
            }
            return Response.created(URI.create("count/" + value))
                    .entity(new ValueJson(value))
                    .build();
        }

        @POST
        @Path("reset")
        public void reset() {
            resets++;
        }

        @POST
        @Path("bytes")
        @Consumes("application/octet-stream")
        @Produces("text/plain")
        public String bytes(byte[] body) {
            return body.length + " " + body[body.length - 1];
        }
    }

    /** Keeps answers in memory, as the engine keeps them in the database. */
    private static final class Keys implements IdempotentCalls {
        private final Map<String, String> hashes = new HashMap<>();
        private final Map<String, Answer> answers = new HashMap<>();

        @Override
        public Optional<Answer> claim(Actor actor, String key, String requestHash) {
            String id = actor.name() + "/" + key;
            String before = hashes.putIfAbsent(id, requestHash);
            if (before != null && (!before.equals(requestHash) || !answers.containsKey(id))) {
                throw new BillhookException(BillhookException.Type.CONFLICT, Finding.error("KEY_IN_USE", "In use"));
            }
            return Optional.ofNullable(answers.get(id));
        }

        @Override
        public void keep(Actor actor, String key, Answer answer) {
            answers.put(actor.name() + "/" + key, answer);
        }

        @Override
        public void release(Actor actor, String key) {
            hashes.remove(actor.name() + "/" + key);
        }
    }
}
