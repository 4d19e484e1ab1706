package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Test;

/** A server in the foreground, as systemd and containers run it. */
class ForegroundIT {

    /** What Java ends with after SIGTERM, unless the server ended itself before. */
    private static final int TERMINATED = 143;

    /** In a container the server is always process 1, and a container that was stopped leaves its number behind. */
    @Test
    void serverStartsThoughTheOneBeforeHadItsNumber() throws Exception {
        try (Server server =
                Server.unpack(TestFiles.archive(), TestFiles.folder("foreground"), Ports.free(), Map.of())) {
            Path output = server.home().resolve("data/foreground.out");
            Process process = shell(server, output, "echo $$ >data/billhook.pid; exec bin/billhook run");
            try {
                Awaitility.await("ready")
                        .atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> !process.isAlive() || status(server) == 0);
                assertThat(process.isAlive()).as(Files.readString(output)).isTrue();

                process.destroy();

                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).as("not killed").isIn(0, TERMINATED);
                assertThat(status(server)).as("stopped").isEqualTo(3);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static int status(Server server) throws IOException, InterruptedException {
        return shell(server, server.home().resolve("data/status.out"), "exec bin/billhook status")
                .waitFor();
    }

    private static Process shell(Server server, Path output, String command) throws IOException {
        return new ProcessBuilder("sh", "-c", command)
                .directory(server.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
