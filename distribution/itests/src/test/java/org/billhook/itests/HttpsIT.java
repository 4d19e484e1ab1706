package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.billhook.harness.Api;
import org.billhook.harness.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server speaks TLS by itself, with what key it was given last that could be used, and nothing else on that port. */
@ExtendWith(Servers.class)
class HttpsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HSTS = "strict-transport-security: max-age=31536000";

    private DerbyServer server;
    private Path etc;
    private String host = "127.0.0.1";
    private int port;

    @BeforeEach
    void start(DerbyServer given) {
        server = given;
        etc = server.home().resolve("etc");
        port = Ports.free();
    }

    @AfterEach
    void off() throws Exception {
        Files.deleteIfExists(etc.resolve("org.billhook.https.cfg"));
        Awaitility.await("closed").atMost(SOON).until(() -> !isOpen(port));
        awaitProblems(problems -> assertThat(problems).isEmpty());
    }

    private void set(String... lines) throws IOException {
        Files.writeString(
                etc.resolve("org.billhook.https.cfg"),
                "host = %s\nport = %d\n%s\n".formatted(host, port, String.join("\n", lines)));
    }

    private void setStore(String file) throws IOException {
        set("keyStore = " + file, "password = " + Certificates.KEY_STORE_PASSWORD);
    }

    @Test
    void aKeyStoreIsServedAndTheNextOneWithoutARestart() throws Exception {
        Path store = etc.resolve("server.p12");
        Certificates.store(store, "first", "-1d", 30);
        setStore("server.p12");
        awaitCertificate("CN=first");

        try (SSLSocket open = connect("TLSv1.3")) {
            Certificates.store(store, "second", "-1d", 30);
            awaitCertificate("CN=second");
            assertThat(answer(open, "/api/v1/ready", "")).startsWith("HTTP/1.1 200 ");
        }
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = connect(version)) {
                assertThat(answer(socket, "/api/v1/users/me", login())).startsWith("HTTP/1.1 200 ");
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            }
        }
    }

    @Test
    void aPairInPemIsServedAndTheNextOneWithoutARestart() throws Exception {
        Path store = etc.resolve("pair.p12");
        Certificates.store(store, "pem-1", "-1d", 30);
        Certificates.pem(store, etc.resolve("cert.pem"), etc.resolve("key.pem"));
        set("certificate = cert.pem", "key = key.pem");
        awaitCertificate("CN=pem-1");

        Certificates.store(store, "pem-2", "-1d", 30);
        Path key = etc.resolve("key2.pem");
        Certificates.pem(store, etc.resolve("cert.pem"), key); // and now the two are no pair
        awaitProblems(problems -> assertThat(problems)
                .singleElement()
                .asString()
                .contains("is not the one of the first certificate", "What was served before is still served"));
        assertThat(certificate()).isEqualTo("CN=pem-1");

        Files.move(key, etc.resolve("key.pem"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        awaitCertificate("CN=pem-2");
        awaitProblems(problems -> assertThat(problems).isEmpty());
    }

    @Test
    void everyAnswerOverTlsTellsBrowsersToStayThere() throws Exception {
        Certificates.store(etc.resolve("server.p12"), "hsts", "-1d", 30);
        setStore("server.p12");
        awaitCertificate("CN=hsts");
        for (String path :
                List.of("/", "/nowhere", "/api/docs", "/api/v1/ready", "/api/v1/users/me", "/api/v1/x?%ZZ")) {
            try (SSLSocket socket = connect("TLSv1.3")) {
                assertThat(answer(socket, path, "")).as(path).containsIgnoringCase(HSTS);
            }
        }
        assertThat(Api.anonymous(server.address()).get("/ready").header("Strict-Transport-Security"))
                .as("over plain HTTP")
                .isEmpty();
        set("keyStore = server.p12", "password = " + Certificates.KEY_STORE_PASSWORD, "hstsDays = 0");
        boolean told = true;
        for (long end = System.nanoTime() + SOON.toNanos(); told && System.nanoTime() < end; ) {
            try (SSLSocket socket = connect("TLSv1.3")) { // open throughout
                String answer = answer(socket, "/api/v1/ready", "");
                assertThat(answer).startsWith("HTTP/1.1 200 ");
                told = answer.toLowerCase(Locale.ROOT).contains("strict-transport");
            }
        }
        assertThat(told).isFalse();
    }

    @Test
    void anotherAddressWithTheSamePortIsServedOrElseTheOneBefore() throws Exception {
        Certificates.store(etc.resolve("server.p12"), "moved", "-1d", 30);
        setStore("server.p12");
        awaitCertificate("CN=moved");
        assertThat(isOpen("127.0.0.2", port)).isFalse();
        host = "0.0.0.0";
        setStore("server.p12");
        Awaitility.await("all addresses").atMost(SOON).until(() -> isOpen("127.0.0.2", port));
        awaitCertificate("CN=moved");
        host = "192.0.2.1"; // of no machine (RFC 5737)
        setStore("server.p12");
        awaitProblems(problems -> assertThat(problems)
                .singleElement()
                .asString()
                .contains("of 192.0.2.1 can't be opened", "What was served before is still served"));
        assertThat(isOpen("127.0.0.2", port)).isTrue();
        assertThat(certificate()).isEqualTo("CN=moved");
        host = "127.0.0.1";
        setStore("server.p12");
        Awaitility.await("one address").atMost(SOON).until(() -> !isOpen("127.0.0.2", port));
        awaitCertificate("CN=moved");
        awaitProblems(problems -> assertThat(problems).isEmpty());
    }

    @Test
    void olderVersionsAndPlainHttpGetNoAnswer() throws Exception {
        Certificates.store(etc.resolve("server.p12"), "strict", "-1d", 30);
        setStore("server.p12");
        awaitCertificate("CN=strict");
        for (byte minor : new byte[] {1, 2}) { // TLS 1.0 and 1.1, which Java offers no more
            assertThat(greeted(clientHello(minor))).as("version 3." + minor).isFalse();
        }
        assertThat(greeted(clientHello((byte) 3)))
                .as("TLS 1.2 in the same form")
                .isTrue();
        try (Socket plain = new Socket("127.0.0.1", port)) {
            plain.setSoTimeout(15_000);
            plain.getOutputStream()
                    .write("GET /api/v1/ready HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(all(plain.getInputStream())).doesNotContain("HTTP/1");
        }
    }

    @Test
    void whatCantBeUsedOpensNothingAndIsTold() throws Exception {
        Certificates.store(etc.resolve("server.p12"), "good", "-1d", 30);
        Certificates.store(etc.resolve("old.p12"), "old", "-10d", 5);
        Files.writeString(etc.resolve("nonsense.p12"), "nonsense");
        String[][] settings = {
            {"keyStore = nowhere.p12", "There is no file"},
            {"keyStore = server.p12\npassword = wrong", "The password of"},
            {"keyStore = old.p12\npassword = " + Certificates.KEY_STORE_PASSWORD, "not now"},
            {"keyStore = nonsense.p12", "is no key store in PKCS#12"},
            {"certificate = nonsense.p12", "certificate is set without key: both are needed"},
            {"certificate = nonsense.p12\nkey = nonsense.p12", "has no certificate in PEM"},
            {"keyStore = server.p12\nkey = x.pem", "only one of the two ways is allowed"},
        };
        for (String[] setting : settings) {
            set(setting[0]);
            awaitProblems(problems -> assertThat(problems)
                    .singleElement()
                    .asString()
                    .contains(setting[1], "The server does not speak TLS"));
            assertThat(isOpen(port)).as(setting[0]).isFalse();
        }
        assertThat(Files.readString(server.home().resolve("data/log/billhook.log")))
                .contains("TLS settings can't be used", "There is no file")
                .doesNotContain(Certificates.KEY_STORE_PASSWORD);

        setStore("server.p12");
        awaitCertificate("CN=good");
        Certificates.store(etc.resolve("server.p12"), "too late", "-10d", 5);
        awaitProblems(problems ->
                assertThat(problems).singleElement().asString().contains("not now", "What was served before"));
        Files.delete(etc.resolve("server.p12"));
        awaitProblems(
                problems -> assertThat(problems).singleElement().asString().contains("There is no file"));
        set("keyStore = server.p12", "password = wrong");
        Thread.sleep(3_000);
        assertThat(certificate()).isEqualTo("CN=good");
    }

    @Test
    void aPortThatIsTakenIsToldAndOpenedWhenItIsFree() throws Exception {
        Certificates.store(etc.resolve("server.p12"), "patient", "-1d", 30);
        int taken;
        try (ServerSocket other = new ServerSocket(0, 50, java.net.InetAddress.getByName("127.0.0.1"))) {
            taken = other.getLocalPort();
            port = taken;
            setStore("server.p12");
            awaitProblems(problems ->
                    assertThat(problems).singleElement().asString().contains("Port " + taken, "can't be opened"));
        }
        Awaitility.await("opened").atMost(Duration.ofSeconds(90)).until(() -> isOpen(taken));
        awaitCertificate("CN=patient");
    }

    @Test
    void aCertificateThatEndsSoonIsTold() throws Exception {
        Certificates.store(etc.resolve("server.p12"), "short", "-1d", 10);
        setStore("server.p12");
        awaitCertificate("CN=short");
        awaitProblems(problems ->
                assertThat(problems).singleElement().asString().contains("The certificate that is served ends at"));
    }

    @Test
    void locationsAndLinksNameNoHostThatACallerMadeUp() throws Exception {
        Api api = server.api();
        assertThat(api.post("/audits", "").expect(202).header("Location").orElseThrow())
                .startsWith("/api/v1/audits/");
        assertThat(api.get("/events?limit=1").expect(200).header("Link").orElseThrow())
                .startsWith("</api/v1/events?limit=1&after=");
        Path proxies = etc.resolve("org.billhook.rest.proxies.cfg");
        try {
            Files.writeString(proxies, "publicAddress = https://billing.example.com/billhook\n");
            Awaitility.await("public address").atMost(SOON).untilAsserted(() -> assertThat(
                            api.get("/events?limit=1").header("Link"))
                    .hasValueSatisfying(link -> assertThat(link)
                            .startsWith("<https://billing.example.com/billhook/api/v1/events?limit=1&after=")));
            Files.writeString(proxies, "publicAddress = billing.example.com\n");
            awaitProblems(problems -> assertThat(problems)
                    .singleElement()
                    .asString()
                    .contains("publicAddress = billing.example.com is refused"));
            assertThat(api.get("/events?limit=1").header("Link"))
                    .hasValueSatisfying(link -> assertThat(link).startsWith("</api/v1/"));
        } finally {
            Files.deleteIfExists(proxies);
        }
    }

    private void awaitProblems(Consumer<List<String>> expected) {
        Awaitility.await("problems")
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> expected.accept(DeployFolderIT.problems(server.api())));
    }

    private void awaitCertificate(String name) {
        Awaitility.await(name).atMost(SOON).ignoreExceptions().until(() -> certificate()
                .equals(name));
    }

    private String certificate() throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect("TLSv1.3")) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private SSLSocket connect(String version) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(15_000);
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    private static boolean isOpen(int port) throws IOException {
        return isOpen("127.0.0.1", port);
    }

    private static boolean isOpen(String host, int port) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    private static String login() {
        String pair = "admin:" + RunningServer.PASSWORD;
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private static String answer(Socket socket, String path, String headers) throws IOException {
        String call = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n".formatted(path, headers);
        socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return all(socket.getInputStream());
    }

    private static String all(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int read = in.read(); read >= 0; read = in.read()) {
                text.append((char) read);
            }
        } catch (SocketException | SSLException e) {
            return text.toString(); // reset instead of closed
        }
        return text.toString();
    }

    /** Whether the server answers with a greeting of its own (a handshake record of type ServerHello), not with an alert. */
    private boolean greeted(byte[] hello) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(hello);
            byte[] head = socket.getInputStream().readNBytes(6);
            return head.length == 6 && head[0] == 22 && head[5] == 2;
        } catch (SocketException e) {
            return false;
        }
    }

    /** A greeting with ECDHE-ECDSA suites of all versions, P-256, and the signatures that an EC key can make. */
    private static byte[] clientHello(byte minor) {
        byte[] suites = {(byte) 0xc0, 0x09, (byte) 0xc0, 0x0a, (byte) 0xc0, 0x2b, (byte) 0xc0, 0x23};
        byte[] extensions = {
            0, 10, 0, 4, 0, 2, 0, 23, // groups: secp256r1
            0, 11, 0, 2, 1, 0, // point formats: uncompressed
            0, 13, 0, 6, 0, 4, 4, 3, 2, 3, // signatures: ecdsa with sha256, sha1
        };
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        body.write(3);
        body.write(minor);
        body.writeBytes(new byte[32]);
        body.write(0);
        body.write(0);
        body.write(suites.length);
        body.writeBytes(suites);
        body.write(1);
        body.write(0);
        body.write(0);
        body.write(extensions.length);
        body.writeBytes(extensions);
        byte[] hello = body.toByteArray();
        java.io.ByteArrayOutputStream record = new java.io.ByteArrayOutputStream();
        record.writeBytes(new byte[] {22, 3, 1, 0, (byte) (hello.length + 4), 1, 0, 0, (byte) hello.length});
        record.writeBytes(hello);
        return record.toByteArray();
    }

    /** What is served is looked at by the test itself. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // any
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
