package org.billhook.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.billhook.harness.Administrator;

/** The remote shell of a server as its administrator, by the client that comes with it. */
record Shell(RunningServer server) {

    /** The shell of a server whose administrator has changed the first password: before that nobody is let in. */
    static Shell of(RunningServer server) throws IOException {
        server.api();
        return new Shell(server);
    }

    /**
     * Runs one command and gives what it printed. The client reads it from its input: given as an argument, it would be
     * cut off as soon as the input ends, and that of a test is empty.
     */
    String run(String command) throws IOException, InterruptedException {
        Path input = Files.writeString(Files.createTempFile("shell-", ".in"), command);
        Path output = Files.createTempFile("shell-", ".out");
        try {
            Process client = new ProcessBuilder(
                            server.home().resolve("bin/client").toString(),
                            "-b",
                            "-h",
                            "127.0.0.1",
                            "-a",
                            String.valueOf(server.sshPort()),
                            "-u",
                            Administrator.NAME,
                            "-p",
                            RunningServer.PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(input.toFile())
                    .start();
            if (!client.waitFor(60, TimeUnit.SECONDS)) {
                client.destroyForcibly();
                throw new IllegalStateException("Shell command '%s' did not end".formatted(command));
            }
            String printed = Files.readString(output);
            if (client.exitValue() != 0 || printed.contains("Error executing command")) {
                throw new IllegalStateException(
                        "Shell command '%s' ended with %d:\n%s".formatted(command, client.exitValue(), printed));
            }
            return printed;
        } finally {
            Files.delete(input);
            Files.delete(output);
        }
    }
}
