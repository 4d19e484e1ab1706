package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers that send slowly, or much, cost the server next to nothing and hold up nobody else. */
@ExtendWith(Servers.class)
class SlowAndLargeIT {

    private static final int SLOW = 400;
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static Socket open(RunningServer server) throws IOException {
        URI address = URI.create(server.address());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String head(String call, String... headers) {
        return call + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n";
    }

    /** All that comes until the server ends the connection. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[8_192];
        try {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                text.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
        } catch (SocketException e) {
            assertThat(text).as("answer before the connection was reset").isNotEmpty();
        }
        return text.toString();
    }

    private static String login() {
        String pair = "admin:" + RunningServer.PASSWORD;
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration longestReady(RunningServer server, int times) throws InterruptedException {
        Api anybody = Api.anonymous(server.address());
        Duration longest = Duration.ZERO;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            anybody.get("/ready").expect(200);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            longest = taken.compareTo(longest) > 0 ? taken : longest;
            Thread.sleep(100);
        }
        return longest;
    }

    @Test
    void whatIsRefusedIsRefusedBeforeItsBodyHasCome(DerbyServer server) throws Exception {
        server.api().get("/users/me").expect(200);
        Map<String, Integer> calls = new HashMap<>();
        calls.put(head("POST /api/v1/projects", "Content-Length: 100000"), 401);
        calls.put(head("POST /api/v1/projects", "Transfer-Encoding: chunked") + "1\r\n{\r\n", 401);
        calls.put(head("POST /api/v1/projects", "Content-Length: 100000", "Authorization: Basic eDp5"), 401);
        calls.put(head("POST /api/v1/projects", "Content-Length: 100000000", login()), 413);
        calls.put(head("POST /api/v1/projects", "Content-Length: 1048577", login()), 413);
        calls.put(head("POST /api/v1/nowhere", "Content-Length: 100000", login()), 404);
        calls.put(head("GET /api/v1/ready", "Content-Length: 100000"), 200);
        calls.put(head("GET /api/v1/ready?a=%ZZ", "Content-Length: 100000"), 400);
        for (Map.Entry<String, Integer> call : calls.entrySet()) {
            try (Socket socket = open(server)) {
                long start = System.nanoTime();
                send(socket, call.getKey() + "{");

                String answer = answer(socket);

                assertThat(answer).as(call.getKey()).startsWith("HTTP/1.1 " + call.getValue() + " ");
                assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                        .as(call.getKey())
                        .contains("connection: close");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(call.getKey())
                        .isLessThan(Duration.ofSeconds(4));
            }
        }
    }

    @Test
    void aBodyThatWasNotAskedForButHasComeEndsNoConnection(DerbyServer server) throws Exception {
        try (Socket socket = open(server)) {
            for (int i = 0; i < 2; i++) {
                send(socket, head("POST /api/v1/projects", "Content-Length: 2") + "{}");
                byte[] start = socket.getInputStream().readNBytes(12);
                assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
                skipAnswer(socket);
            }
        }
    }

    private static void skipAnswer(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        java.util.regex.Matcher length =
                java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        if (length.find()) {
            in.skipNBytes(Integer.parseInt(length.group(1)));
            return;
        }
        StringBuilder chunks = new StringBuilder();
        while (chunks.indexOf("0\r\n\r\n") < 0) {
            chunks.append((char) in.read());
        }
    }

    @Test
    void slowBodiesWithoutLoginHoldUpNobody(DerbyServer server) throws Exception {
        server.api().get("/users/me").expect(200);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                Socket socket = open(server);
                slow.add(socket);
                String call = i % 2 == 0 ? "POST /api/v1/projects" : "GET /api/v1/ready";
                send(socket, head(call, "Content-Length: 100000") + "{");
            }
            assertThat(longestReady(server, 30)).isLessThan(AT_ONCE);
        } finally {
            close(slow);
        }
    }

    @Test
    void slowBodiesWithALoginAreCutAndHoldUpNobody(DerbyServer server) throws Exception {
        server.api().get("/users/me").expect(200);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 260; i++) {
                Socket socket = open(server);
                slow.add(socket);
                send(socket, head("POST /api/v1/projects", "Content-Length: 100000", login()) + "{");
            }
            assertThat(longestReady(server, 10)).isLessThan(AT_ONCE);
        } finally {
            close(slow);
        }
        try (Socket socket = open(server)) {
            send(socket, head("POST /api/v1/projects", "Content-Length: 100000", login()));
            for (int i = 0; i < 4; i++) {
                send(socket, "{");
                Thread.sleep(2_000);
            }
            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("TOO_SLOW");
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static String attributes(int count) {
        StringBuilder json = new StringBuilder("{\"name\":\"x\",\"attributes\":{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append('"').append(i).append("\":\"v\"");
        }
        return json.append("}}").toString();
    }

    private static Answer timed(Api api, String path, String body) {
        long start = System.nanoTime();
        Answer answer = api.post(path, body);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(answer.call())
                .isLessThan(Duration.ofSeconds(2));
        assertThat(answer.body().length()).as(answer.call()).isLessThan(Math.max(60_000, body.length()));
        return answer;
    }

    @Test
    void largeRequestsAreRefusedAtOnceAndTheAnswersAreSmall(DerbyServer server) throws Exception {
        Api api = server.api();
        String huge = attributes(560_000);
        ExecutorService both = Executors.newFixedThreadPool(2);
        List<Future<Answer>> answers = List.of(
                both.submit(() -> timed(api, "/billing-objects/project/OP1", huge)),
                both.submit(() -> timed(api, "/billing-objects/project/OP2", huge)));
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(413);
        }
        both.shutdown();

        assertThat(timed(api, "/billing-objects/project/OP3", attributes(60_000))
                        .status())
                .isEqualTo(422);
        Answer many = timed(api, "/billing-objects/project/OP4", attributes(400));
        assertThat(many.expect(422).json().get("findings")).hasSize(100);

        String id = "x".repeat(900_000);
        Answer long1 = timed(api, "/projects", "{\"id\":\"" + id + "\",\"name\":\"x\"}");
        assertThat(long1.status()).isEqualTo(400);
        assertThat(long1.body().length()).isLessThan(3_000);

        StringBuilder row = new StringBuilder("{\"items\":[{\"kind\":\"time\",\"object\":\"wbs-element/NONE\",")
                .append("\"posted\":{\"value\":\"1\",\"unit\":\"HUR\"},\"serviceDate\":\"2026-01-02\",")
                .append("\"externalId\":\"L-1\",\"characteristics\":{\"a\":\"b\"");
        for (int i = 0; i < 300_000; i++) {
            row.append(",\"n").append(i).append("\":\"v\"");
        }
        Answer bulk = timed(api, "/sources/bulk", row.append("}}]}").toString());
        assertThat(bulk.body()).contains("300001 characteristics, 50 are allowed");
    }

    @Test
    void answersOfManyRowsAreBoundedWhateverIsWrong(DerbyServer server) throws Exception {
        Api api = server.api();
        String row = "{\"kind\":\"" + "x".repeat(900) + "\",\"object\":\"" + "y".repeat(900) + "\",\"billable\":true}";
        for (String each : List.of("{}", row)) {
            String rows = String.join(",", java.util.Collections.nCopies(1_000, each));
            Answer posted =
                    api.post("/sources/bulk", "{\"items\":[" + rows + "]}").expect(200);
            assertThat(posted.json().get("refused").asInt()).isEqualTo(1_000);
            assertThat(posted.json().get("results"))
                    .allSatisfy(result -> assertThat(result.get("findings")).isNotEmpty());
            assertThat(posted.body().length()).isLessThan(600_000);
        }
        String commands = String.join(",", java.util.Collections.nCopies(1_000, "{}"));
        assertThat(api.post("/sources/commands", "{\"commands\":[" + commands + "]}")
                        .expect(200)
                        .body()
                        .length())
                .isLessThan(600_000);
        assertThat(api.post("/billing-objects/changes", "{\"changes\":[" + commands + "]}")
                        .expect(200)
                        .body()
                        .length())
                .isLessThan(600_000);
    }

    @Test
    void hugePostingsThatCantBeAddedUpAreRefused(DerbyServer server) throws Exception {
        Books books = new Books(server.api());
        Work work = Work.project(books, "HUGE");
        Map<String, Object> first = row("H-1", work.element(), "999999999999");
        Map<String, Object> second = row("H-2", work.element(), "999999999999");

        assertThat(books.postRows(List.of(first)).get(0).get("outcome").asText())
                .isEqualTo("POSTED");
        assertThat(books.postRows(List.of(second)).get(0).toString())
                .contains("REFUSED")
                .contains("TOO_LARGE");
        server.api().get("/billing-objects/" + work.root() + "/tree").expect(200);
        server.api()
                .post(
                        "/previews",
                        Map.of(
                                "keyDate",
                                "2026-02-28",
                                "roots",
                                List.of(work.root()),
                                "structure",
                                List.of("person", "activity")))
                .expect(201);
    }

    private static Map<String, Object> row(String id, String element, String hours) {
        Map<String, Object> row = new HashMap<>();
        row.put("kind", "time");
        row.put("object", "wbs-element/" + element);
        row.put("posted", Map.of("value", hours, "unit", "HUR"));
        row.put("serviceDate", "2026-01-02");
        row.put("externalId", id);
        row.put("person", "ada");
        row.put("activity", "ANY");
        return row;
    }
}
