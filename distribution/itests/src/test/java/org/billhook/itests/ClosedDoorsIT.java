package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Other users of the machine, and other ways in than HTTP and ssh, find the doors closed. */
@Tag("I-7")
class ClosedDoorsIT {

    /** Of its own: nothing but the server wrote into its folder since the first start. */
    private static DerbyServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DerbyServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void filesAreForTheServersOwnUser() throws Exception {
        Process find = new ProcessBuilder(
                        "find",
                        server.home().resolve("etc").toString(),
                        server.home().resolve("data").toString(),
                        "!",
                        "-type",
                        "l",
                        "-perm",
                        "/077")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String open = new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(open).as("files that others may read or write").isEmpty();
        assertThat(server.home().resolve("etc/users.properties")).exists();
        assertThat(server.home().resolve("data/log/billhook.log")).exists();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void serverListensForHttpAndSshAlone() throws Exception {
        long process = server.server().process().orElseThrow().pid();
        // JMX that another test turned off closes its ports a little later
        Awaitility.await("ports closed").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        listening(process))
                .containsExactlyInAnyOrder(URI.create(server.address()).getPort(), server.sshPort()));
        assertThat(server.home().resolve("data/port")).doesNotExist();
    }

    @Test
    void jmxThatIsTurnedOnIsForAdministratorsAlone() throws Exception {
        LoginIT.user(server, "jmx-viewer", "viewer");
        LoginIT.user(server, "jmx-manager", "plugin-administrator", "billing-approver");
        LoginIT.user(server, "jmx-disabled", "administrator");
        server.api().post("/users/jmx-disabled/disable", Map.of()).expect(200);
        server.api()
                .post(
                        "/users",
                        Map.of(
                                "name",
                                "jmx-new",
                                "password",
                                "a-first-one-for-tests",
                                "roles",
                                List.of("administrator")))
                .expect(201);
        Shell.of(server).run("feature:install management");
        try {
            Awaitility.await("JMX answers")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> read(Administrator.NAME, RunningServer.PASSWORD), "billhook"::equals);
            refused("jmx-viewer", "a-second-one-for-tests");
            refused("jmx-manager", "a-second-one-for-tests");
            refused("jmx-disabled", "a-second-one-for-tests");
            refused("jmx-new", "a-first-one-for-tests");
            refused(Administrator.NAME, "not-the-password");
            refused("karaf", "karaf");
        } finally {
            Shell.of(server).run("feature:uninstall management");
        }
    }

    private static void refused(String user, String password) {
        assertThatThrownBy(() -> read(user, password)).as(user).isInstanceOf(SecurityException.class);
    }

    /** A system property of the server, as a JMX client reads it. */
    private static String read(String user, String password) throws Exception {
        Properties etc = new Properties();
        try (var in = Files.newInputStream(server.home().resolve("etc/org.apache.karaf.management.cfg"))) {
            etc.load(in);
        }
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi://127.0.0.1:%s/jndi/rmi://127.0.0.1:%s/karaf-billhook"
                .formatted(etc.getProperty("rmiServerPort"), etc.getProperty("rmiRegistryPort")));
        try (JMXConnector connector =
                JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, new String[] {user, password}))) {
            TabularData properties = (TabularData) connector
                    .getMBeanServerConnection()
                    .getAttribute(new ObjectName("java.lang:type=Runtime"), "SystemProperties");
            return (String) properties.get(new Object[] {"karaf.name"}).get("value");
        }
    }

    @Test
    void filesThatAreTurnedOnAreForAdministratorsAlone() throws Exception {
        LoginIT.user(server, "sftp-viewer", "viewer");
        server.api()
                .send(
                        "PUT",
                        "/users/sftp-viewer/roles",
                        HttpRequest.BodyPublishers.ofString("{\"roles\": [\"viewer\"], \"shell\": true}"),
                        Map.of("Content-Type", "application/json"))
                .expect(200);
        server.server().configure("org.apache.karaf.shell.cfg", Map.of("sftpEnabled", "true"));
        Awaitility.await("files for an administrator")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> files(Administrator.NAME, RunningServer.PASSWORD));
        assertThat(files("sftp-viewer", "a-second-one-for-tests")).isFalse();
        try (Ssh viewer = Ssh.login(server, "sftp-viewer", "a-second-one-for-tests")) {
            assertThat(viewer.call("scp -f etc/users.properties").printed()).contains("There is no command 'scp'");
            assertThat(viewer.call("billhook:plugins").code()).isZero();
        }
    }

    private static boolean files(String user, String password) throws IOException {
        try (Ssh ssh = Ssh.login(server, user, password)) {
            return ssh.hasFiles();
        }
    }

    @Test
    void textOfAnExceptionForgesNoLineOfTheLog() throws IOException {
        String forged = "2026-01-01T00:00:00,000 | INFO  | forged";
        // the container logs what a command of its shell threw
        for (String breaking : List.of("\n", "\r", "\r\n", "\u0085", "\u2028", "\f", "\u000b")) {
            Ssh.ofAdministrator(server, "billhook:due-list \"no day%s%s\u001b[2K\"".formatted(breaking, forged));
        }
        List<String> lines = new ArrayList<>();
        for (String line :
                Files.readString(server.home().resolve("data/log/billhook.log")).split("\\R|\\f|\\x0b")) {
            if (line.contains("forged")) {
                lines.add(line);
            }
        }

        assertThat(lines).isNotEmpty().noneMatch(line -> line.startsWith("2026-01-01"));
        assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    }

    /** TCP ports on which a process listens. */
    private static Set<Integer> listening(long process) throws IOException {
        Set<String> sockets = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/%d/fd".formatted(process)))) {
            for (Path file : files.toList()) {
                try {
                    sockets.add(Files.readSymbolicLink(file).toString());
                } catch (NoSuchFileException e) {
                    // closed since it was listed: it is none that listens
                    continue;
                }
            }
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/%d/net".formatted(process), table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[3].equals("0A") && sockets.contains("socket:[%s]".formatted(columns[9]))) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }
}
