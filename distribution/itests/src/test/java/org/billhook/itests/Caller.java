package org.billhook.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Calls a server from an address of its own, which stands for another machine. For any number of threads.
 *
 * @param address one of this machine, such as 127.0.3.1
 */
record Caller(RunningServer server, String address) {

    private static final int PATIENCE_MILLIS = 60_000;

    /** Status of {@code GET /users/me}. */
    int login(String user, String password) {
        return login(user, password, Map.of());
    }

    int login(String user, String password, Map<String, String> headers) {
        URI to = URI.create(server.address());
        StringBuilder request = new StringBuilder(
                "GET /api/v1/users/me HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n".formatted(to.getAuthority()));
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        request.append("Authorization: Basic ").append(pair).append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), PATIENCE_MILLIS);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(line.split(" ")[1]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("From " + address, e);
        }
    }
}
