package org.billhook.itests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Dice;

/** Sends call after call to a server, and looks at each answer and at what it left. */
final class Fuzz {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** No answer at all within this time is a hang. */
    private static final Duration HANG = Duration.ofSeconds(60);

    private static final Duration SLOW = Duration.ofSeconds(3);
    /** Refusals of the protocol, which the document names all at once as the default. */
    private static final Set<Integer> OTHERWISE = Set.of(405, 406, 415);

    private static final int LONGEST_REFUSAL = 64 << 10;
    /** They take away what the server needs to be fuzzed at all: a plugin, and by guesses at a password the login of the administrator. */
    private static final Set<String> LEFT_OUT =
            Set.of("DELETE /plugins/{bundle}/versions/{version}", "POST /users/me/second-factor");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Api administrator;
    private final Callers callers;
    private final Dice dice;
    private final Values values;
    private final Calls calls;
    private final List<Operation> operations;
    private final State state;
    private final Report report;
    /** The call before, with the head of its answer: it used the same connection. */
    private String before = "";

    /** @param password of the administrator */
    Fuzz(Api administrator, String password, long seed) {
        this.administrator = administrator;
        callers = new Callers(administrator, password);
        dice = new Dice(seed);
        values = new Values(dice);
        calls = new Calls(dice, values);
        operations = Operation.of(administrator.get("/openapi.json").expect(200).json());
        state = new State(administrator);
        report = new Report(seed, operations.size());
    }

    /** Finds out what is there. */
    private void look() {
        for (Operation operation : operations) {
            if (operation.method().equals("GET") && !operation.path().contains("{")) {
                Answer answer = administrator.get(operation.path());
                if (answer.status() == 200) {
                    values.learn(operation.path().split("/")[1], answer.json());
                }
            }
        }
    }

    /** @return what came of so many calls */
    Report run(int requests) {
        look();
        for (int i = 0; i < requests && !report.isEnough(); i++) {
            one(operations.get(dice.below(operations.size())));
        }
        return report;
    }

    private void one(Operation operation) {
        Callers.Caller caller = callers.any(dice);
        Call call = calls.any(operation);
        boolean mayTakeAway =
                caller.equals(callers.administrator()) || caller.name().endsWith("plugin-administrator");
        if (mayTakeAway && LEFT_OUT.contains(operation.name())) {
            return;
        }
        Instant begun = Instant.now();
        long start = System.nanoTime();
        HttpResponse<String> answer = send(call, caller);
        if (answer == null) {
            state.allow(begun);
            return;
        }
        report.count(
                call,
                answer.statusCode(),
                Duration.ofNanos(System.nanoTime() - start).compareTo(SLOW) > 0);
        JsonNode body = check(call, caller, answer);
        if (answer.statusCode() < 300) {
            values.learn(call.resource(), body);
            answer.headers().firstValue("ETag").ifPresent(tag -> calls.learnTag(pathOf(call), tag));
            if (call.isChange()) {
                state.allow(begun);
            }
        } else if (call.isChange()) {
            report.refusalChecked();
            state.change().ifPresent(change -> {
                report.fail("a refusal changed something", call, caller, answer.statusCode() + " " + change);
                state.allow(begun);
            });
        }
        if (answer.statusCode() == 401 && callers.isUser(caller)) {
            callers.restore(caller);
            state.allow(begun);
        }
    }

    private static String pathOf(Call call) {
        return call.path().split("\\?")[0];
    }

    private HttpResponse<String> send(Call call, Callers.Caller caller) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(administrator.address() + "/api/v1" + call.path()))
                .timeout(HANG)
                .method(
                        call.method(),
                        call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        Optional.ofNullable(caller.login()).ifPresent(login -> request.header("Authorization", login));
        try {
            return send(request.build(), call);
        } catch (IOException e) {
            report.fail("no answer", call, caller, e.toString());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A connection that the server ended in the moment in which the call went out is no answer yet: once more on another one. */
    private HttpResponse<String> send(HttpRequest request, Call call) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            report.connectionEnded(call + ", after " + before);
            answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
        before = call + " -> " + answer.statusCode() + " " + answer.headers().map();
        return answer;
    }

    private JsonNode check(Call call, Callers.Caller caller, HttpResponse<String> answer) {
        int status = answer.statusCode();
        JsonNode body = json(answer);
        boolean away = status == 503
                && call.operation().documents(503)
                && answer.headers().firstValue("Retry-After").isPresent();
        if (status >= 500 && !away) {
            report.fail("status " + status, call, caller, answer.body());
        }
        if (status >= 400 && !call.method().equals("HEAD")) {
            if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                    || body.path("code").asText().isEmpty()) {
                report.fail("a refusal that is no problem", call, caller, status + " " + answer.body());
            }
            if (answer.body().length() > LONGEST_REFUSAL) {
                report.fail(
                        "a long refusal",
                        call,
                        caller,
                        status + " " + answer.body().length() + " characters");
            }
        }
        if (call.method().equals(call.operation().method())
                && !call.operation().documents(status)
                && !OTHERWISE.contains(status)) {
            report.fail("status %d, which the document does not name".formatted(status), call, caller, answer.body());
        }
        return body;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            boolean is = answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return is && !answer.body().isEmpty()
                    ? JSON.readTree(answer.body())
                    : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        } catch (IOException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }
}
