package org.billhook.itests;

import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.billhook.harness.Api;
import org.billhook.harness.Ports;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** The built distribution in a container of Pax Exam, which starts Java by itself and not by the scripts of the archive. */
final class ExamServer implements RunningServer {

    private static final Duration START = Duration.ofMinutes(4);

    private final TestContainer container;
    private final Path home;
    private final String address;
    private final int sshPort;

    private ExamServer(TestContainer container, Path home, String address, int sshPort) {
        this.container = container;
        this.home = home;
        this.address = address;
        this.sshPort = sshPort;
    }

    static ExamServer start() throws IOException {
        int port = Ports.free();
        int sshPort = Ports.free();
        Path folder = TestFiles.folder("exam");
        ExamSystem system = PaxExamRuntime.createTestSystem(options(folder, port, sshPort));
        TestContainer container = PaxExamRuntime.createContainer(system);
        container.start();
        ExamServer server = new ExamServer(container, newest(folder), "http://127.0.0.1:" + port, sshPort);
        Awaitility.await("server of Pax Exam ready").atMost(START).until(server::isReady);
        return server;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public int sshPort() {
        return sshPort;
    }

    @Override
    public void close() {
        container.stop();
    }

    private boolean isReady() {
        try {
            return Api.anonymous(address).get("/ready").status() == 200;
        } catch (java.io.UncheckedIOException e) {
            return false; // does not listen yet
        }
    }

    private static Path newest(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .max(Comparator.comparingLong(path -> path.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static Option[] options(Path folder, int port, int sshPort) {
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl("file:" + TestFiles.archive().toAbsolutePath())
                        .name("Billhook")
                        .karafVersion(System.getProperty("billhook.karaf"))
                        .unpackDirectory(folder.toFile())
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                logLevel(LogLevel.INFO),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                put("org.apache.felix.http.cfg", "org.osgi.service.http.port", port),
                put("org.apache.karaf.shell.cfg", "sshPort", sshPort),
                put("org.apache.karaf.management.cfg", "rmiRegistryPort", Ports.free()),
                put("org.apache.karaf.management.cfg", "rmiServerPort", Ports.free()),
                // a firm of one person: the tests of this server act as one administrator, and others who may release
                // come and go
                // with the tests of users; SeparationOfDutiesIT has the rule as delivered
                editConfigurationFilePut("etc/org.billhook.duties.cfg", "anotherPerson", "false"),
                // the server fetches nothing by itself, but Pax Exam has the server fetch its own bundles
                mavenSetting("localRepository", TestFiles.repository()),
                mavenSetting(
                        "defaultRepositories",
                        "${karaf.home.uri}system@id=system@snapshots, file:" + TestFiles.repository() + "@id=local"),
                mavenSetting("useFallbackRepositories", "true")));
        JVM_OPTIONS.forEach(option -> options.add(vmOption(option)));
        return options.toArray(Option[]::new);
    }

    private static Option put(String file, String key, int value) {
        return editConfigurationFilePut("etc/" + file, key, String.valueOf(value));
    }

    private static Option mavenSetting(String key, Object value) {
        return editConfigurationFilePut(
                "etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn." + key, String.valueOf(value));
    }

    private static final String SPECS = "lib/endorsed/org.apache.karaf.specs.";
    private static final String VERSION = "-" + System.getProperty("billhook.karaf") + ".jar";

    /** What {@code bin/karaf} gives to Java. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx512m",
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--patch-module",
            "java.base=" + SPECS + "locator" + VERSION,
            "--patch-module",
            "java.xml=" + SPECS + "java.xml" + VERSION,
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.ftp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
            "--add-exports=jdk.xml.dom/org.w3c.dom.html=ALL-UNNAMED",
            "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "-classpath",
            String.join(File.pathSeparator, "lib/jdk9plus/*", "lib/boot/*", "lib/endorsed/*"));
}
