package org.billhook.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;

/** Users who call the server all the time; every answer that is not a success is kept. */
final class Load implements AutoCloseable {

    private final ExecutorService users;
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private Load(List<Supplier<Answer>> calls) {
        users = Executors.newFixedThreadPool(calls.size());
        calls.forEach(call -> users.submit(() -> repeat(call)));
    }

    /** Reads, and previews of a root whose items need the plugin that is being swapped. */
    static Load on(Api api, String root) {
        Map<String, Object> order = Map.of("keyDate", "2026-01-31", "roots", List.of(root));
        List<Supplier<Answer>> calls = new ArrayList<>();
        calls.add(() -> api.get("/due-list?keyDate=2026-01-31&limit=10"));
        calls.add(() -> api.get("/billing-objects/project?limit=10"));
        calls.add(() -> api.get("/plugins"));
        calls.add(() -> previewed(api.post("/previews", order)));
        return new Load(calls);
    }

    /** A preview that found no plugin is a failure, though the call itself went well. */
    private static Answer previewed(Answer answer) {
        return answer.status() >= 300 || answer.json().path("requests").size() == 1
                ? answer
                : new Answer(answer.call() + " without request", 599, answer.headers(), answer.body(), answer.json());
    }

    private void repeat(Supplier<Answer> call) {
        while (!over) {
            try {
                Answer answer = call.get();
                if (answer.status() >= 300) {
                    failures.add("%s: %d %s".formatted(answer.call(), answer.status(), answer.body()));
                }
            } catch (RuntimeException e) {
                failures.add(String.valueOf(e));
            }
            calls.incrementAndGet();
        }
    }

    int calls() {
        return calls.get();
    }

    /** Ends the load and tells what went wrong. */
    List<String> end() throws InterruptedException {
        over = true;
        users.shutdown();
        users.awaitTermination(60, TimeUnit.SECONDS);
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }
}
