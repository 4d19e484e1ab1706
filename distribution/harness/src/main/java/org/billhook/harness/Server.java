package org.billhook.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server unpacked from the archive into a folder of its own, on ports of its own, driven by its own scripts. Not for more
 * than one thread, but its {@link #address()} is.
 */
public final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofMinutes(4);

    private final Path home;
    private final int port;
    private final int sshPort;
    private final Map<String, String> environment;

    private Server(Path home, int port, int sshPort, Map<String, String> environment) {
        this.home = home;
        this.port = port;
        this.sshPort = sshPort;
        this.environment = environment;
    }

    /**
     * Unpacks the archive.
     *
     * @param archive the tar.gz
     * @param folder takes the server; created if it is not there
     * @param port of HTTP
     * @param environment for its scripts, for example {@code JAVA_MAX_MEM}
     */
    public static Server unpack(Path archive, Path folder, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run(folder, Map.of(), STOP, "tar", "xzf", archive.toAbsolutePath().toString());
        Path home = onlyFolder(folder);
        int sshPort = Ports.free();
        Path etc = home.resolve("etc");
        Settings.put(etc.resolve("org.apache.felix.http.cfg"), Map.of("org.osgi.service.http.port", "" + port));
        Settings.put(etc.resolve("org.apache.karaf.shell.cfg"), Map.of("sshPort", "" + sshPort));
        Settings.put(
                etc.resolve("org.apache.karaf.management.cfg"),
                Map.of("rmiRegistryPort", "" + Ports.free(), "rmiServerPort", "" + Ports.free()));
        return new Server(home, port, sshPort, environment);
    }

    /** A server that was unpacked before, to be stopped. */
    public static Server at(Path home) {
        return new Server(home, 0, 0, Map.of());
    }

    public Path home() {
        return home;
    }

    public int sshPort() {
        return sshPort;
    }

    /** For example {@code http://127.0.0.1:8181}. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Changes settings in a file of {@code etc}. */
    public void configure(String file, Map<String, String> values) throws IOException {
        Settings.put(home.resolve("etc").resolve(file), values);
    }

    /** Puts it on a PostgreSQL instead of its embedded database. */
    public void usePostgres(String url) throws IOException {
        configure(
                "org.billhook.datasource.cfg",
                Map.of(
                        "dataSourceFactory.target",
                        "(osgi.jdbc.driver.class=org.postgresql.Driver)",
                        "url",
                        url,
                        "user",
                        Postgres.USER,
                        "password",
                        Postgres.USER));
    }

    /** Starts it by its script, which returns when it is ready. */
    public String start() throws IOException, InterruptedException {
        return run(home, environment, START, home.resolve("bin/billhook").toString(), "start");
    }

    /** The same with delivered plugins alone. */
    public String startSafe() throws IOException, InterruptedException {
        return run(home, environment, START, home.resolve("bin/billhook").toString(), "start", "--safe");
    }

    /** Stops it by its script. */
    public void stop() throws IOException, InterruptedException {
        run(home, environment, STOP, home.resolve("bin/billhook").toString(), "stop");
    }

    /** As a power cut would: kill -9. */
    public void kill() throws InterruptedException {
        ProcessHandle process = process().orElseThrow(() -> new IllegalStateException("No server runs in " + home));
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The Java process, if it lives. */
    public Optional<ProcessHandle> process() {
        Path file = home.resolve("data/billhook.pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(file).trim()))
                            .filter(ProcessHandle::isAlive)
                    : Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() throws InterruptedException {
        if (process().isPresent()) {
            kill();
        }
    }

    private static Path onlyFolder(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> folders = entries.filter(Files::isDirectory).toList();
            if (folders.size() != 1) {
                throw new IllegalStateException("Expected one folder in %s, found %s".formatted(folder, folders));
            }
            return folders.get(0);
        }
    }

    private static String run(Path folder, Map<String, String> environment, Duration limit, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("billhook-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(limit.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "%s took longer than %s:\n%s".formatted(command[0], limit, Files.readString(output)));
            }
            String text = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "%s ended with %d:\n%s".formatted(command[0], process.exitValue(), text));
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
