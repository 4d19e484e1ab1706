package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpServerTest {

    private final Server jetty = new Server();
    private final ServerConnector network = new ServerConnector(jetty);
    private Connector settings;

    /** As the HTTP service does it: when the server runs already. */
    @BeforeEach
    void start() throws Exception {
        jetty.addConnector(network);
        jetty.start();
        settings = new HttpServer(2, 3).createConnector(jetty);
        jetty.addConnector(settings);
        settings.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), network.getLocalPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String answer(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /%ZZ HTTP/1.1, 400, UNREADABLE",
        "GET /a/%2e%2e/b HTTP/1.1, 400, UNREADABLE",
        "NONSENSE, 400, UNREADABLE",
        "GET /nothing HTTP/1.1, 404, UNKNOWN",
    })
    void whatTheServerRefusesIsAProblemLikeEveryOther(String line, int status, String code) throws IOException {
        try (Socket socket = open()) {
            String answer = answer(socket, line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer)
                    .contains("Content-Type: application/problem+json")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains("Content-Security-Policy: default-src 'none'")
                    .contains("Cache-Control: no-store")
                    .contains("X-Request-Id: ")
                    .contains("\"code\":\"" + code + "\"")
                    .doesNotContain("<html")
                    .doesNotContain("jetty");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET /%ZZ, 400", "GET /a%00b, 400", "GET /a/%2e%2e/b, 400"})
    void afterARequestThatCantBeReadTheCallerIsToldThatTheConnectionEnds(String line, int status) throws IOException {
        try (Socket socket = open()) {
            String answer = answer(socket, line + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").containsIgnoringCase("\r\nConnection: close\r\n");
        }
    }

    @Test
    void headersThatAreTooLargeAreAProblemToo() throws IOException {
        try (Socket socket = open()) {
            String answer = answer(
                    socket, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 431 ").contains("application/problem+json");
        }
    }

    @Test
    void connectionsOfAnAddressAreBounded() throws IOException {
        try (Socket one = open();
                Socket two = open()) {
            assertThat(begun(one)).startsWith("HTTP/1.1 404");
            assertThat(begun(two)).startsWith("HTTP/1.1 404");
            try (Socket third = open()) {
                assertThat(third.getInputStream().read()).as("closed").isEqualTo(-1);
            }
            one.close();
            try (Socket next = openWhenFree()) {
                assertThat(begun(next)).startsWith("HTTP/1.1 404");
            }
        }
    }

    /** The server learns a moment later that a connection ended. */
    private Socket openWhenFree() throws IOException {
        for (int i = 0; i < 100; i++) {
            Socket socket = open();
            socket.setSoTimeout(200);
            try {
                if (socket.getInputStream().read() < 0) {
                    socket.close();
                    continue;
                }
            } catch (java.net.SocketTimeoutException e) {
                socket.setSoTimeout(10_000);
                return socket;
            }
        }
        throw new AssertionError("No connection became free");
    }

    private static String begun(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
    }

    @Test
    void withoutItTheServerIsAsItWas() throws Exception {
        settings.stop();
        jetty.removeConnector(settings);
        try (Socket one = open();
                Socket two = open();
                Socket third = open()) {
            for (Socket each : new Socket[] {one, two, third}) {
                assertThat(begun(each)).startsWith("HTTP/1.1 404");
            }
        }
    }

    @Test
    void connectionsOfAPortAreBoundedAndFurtherOnesWait() throws Exception {
        settings.stop();
        jetty.removeConnector(settings);
        settings = new HttpServer(100, 2).createConnector(jetty);
        jetty.addConnector(settings);
        settings.start();
        try (Socket one = open();
                Socket two = open();
                Socket third = open()) {
            assertThat(begun(one)).startsWith("HTTP/1.1 404");
            assertThat(begun(two)).startsWith("HTTP/1.1 404");
            one.close();
            assertThat(begun(third)).startsWith("HTTP/1.1 404");
        }
    }
}
