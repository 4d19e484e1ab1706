package org.billhook.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The remote shell of a server, by the client that comes with it. */
record Shell(RunningServer server) {

    private static final String OPERATOR = "operator";
    private static final String PASSWORD = "for-the-shell-in-tests";

    /** The shell as a user who may use it. */
    static Shell of(RunningServer server) throws IOException {
        if (server.api().get("/users/" + OPERATOR).status() == 404) {
            server.api()
                    .post(
                            "/users",
                            Map.of(
                                    "name",
                                    OPERATOR,
                                    "password",
                                    PASSWORD,
                                    "roles",
                                    List.of("plugin-administrator"),
                                    "shell",
                                    true))
                    .expect(201);
        }
        return new Shell(server);
    }

    /** Runs one command and gives what it printed. */
    String run(String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("shell-", ".out");
        try {
            Process client = new ProcessBuilder(
                            server.home().resolve("bin/client").toString(),
                            "-h",
                            "127.0.0.1",
                            "-a",
                            String.valueOf(server.sshPort()),
                            "-u",
                            OPERATOR,
                            "-p",
                            PASSWORD,
                            command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    // its input stays open: the client takes the end of it for the end of the session
                    .start();
            if (!client.waitFor(60, TimeUnit.SECONDS)) {
                client.destroyForcibly();
                throw new IllegalStateException("Shell command '%s' did not end".formatted(command));
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
