package org.billhook.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;

/** One user at the remote shell of a server, by a client that sends whatever a test wants. */
final class Ssh implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final byte[] SFTP_INIT = {0, 0, 0, 5, 1, 0, 0, 0, 3};

    private final SshClient client;
    private final ClientSession session;

    private Ssh(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    /** @throws IOException if the user is not let in */
    static Ssh login(RunningServer server, String user, String password) throws IOException {
        return login(server, "127.0.0.1", user, password);
    }

    /** As {@link #login(RunningServer, String, String)}, from an address of this machine. */
    static Ssh login(RunningServer server, String from, String user, String password) throws IOException {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.start();
        try {
            ClientSession session = client.connect(
                            user, new InetSocketAddress("127.0.0.1", server.sshPort()), new InetSocketAddress(from, 0))
                    .verify(LIMIT)
                    .getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(LIMIT);
            return new Ssh(client, session);
        } catch (IOException e) {
            client.stop();
            throw e;
        }
    }

    /** One command of the administrator, after which the container closes the session. */
    static Result ofAdministrator(RunningServer server, String command) throws IOException {
        server.api();
        try (Ssh admin = login(server, Administrator.NAME, RunningServer.PASSWORD)) {
            return admin.call(command);
        }
    }

    boolean isOpen() {
        return session.isOpen();
    }

    /** Whether a client of SFTP, in the version 3, is answered. */
    boolean hasFiles() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (ChannelSubsystem channel = session.createSubsystemChannel("sftp")) {
            channel.setIn(new ByteArrayInputStream(SFTP_INIT));
            channel.setOut(answer);
            channel.setErr(OutputStream.nullOutputStream());
            channel.open().verify(LIMIT);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            return answer.size() > 0;
        }
    }

    /** What a call printed, and its exit code; -1 where there came none. */
    record Result(int code, String printed) {}

    /** Runs one command, which may have several lines, as {@code ssh user@host command} does. */
    Result call(String command) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setOut(printed);
            channel.setErr(printed);
            channel.open().verify(LIMIT);
            if (channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT).contains(ClientChannelEvent.TIMEOUT)) {
                throw new IllegalStateException("'%s' did not end: %s".formatted(command, printed));
            }
            Integer code = channel.getExitStatus();
            return new Result(code == null ? -1 : code, printed.toString(StandardCharsets.UTF_8));
        }
    }

    /** A terminal: what is typed there, and what is on it. */
    Typing terminal(String type) throws IOException {
        ChannelShell channel = session.createShellChannel();
        channel.setPtyType(type);
        channel.setPtyColumns(200);
        channel.setPtyLines(50);
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        channel.setOut(screen);
        channel.setErr(screen);
        channel.open().verify(LIMIT);
        return new Typing(channel, screen);
    }

    ClientSession session() {
        return session;
    }

    @Override
    public void close() throws IOException {
        session.close();
        client.stop();
    }

    record Typing(ChannelShell channel, ByteArrayOutputStream screen) implements AutoCloseable {

        /** Types keys, and waits until the screen shows something that it did not show before. */
        String type(String keys, String awaited) throws IOException {
            int before = screen.size();
            OutputStream in = channel.getInvertedIn();
            in.write(keys.getBytes(StandardCharsets.UTF_8));
            in.flush();
            Awaitility.await("'%s' on the screen".formatted(awaited))
                    .atMost(LIMIT)
                    .until(() -> shownSince(before).contains(awaited));
            return shownSince(before);
        }

        /** Waits until the screen shows something. */
        void await(String awaited) {
            Awaitility.await("'%s' on the screen".formatted(awaited))
                    .atMost(LIMIT)
                    .until(() -> shown().contains(awaited));
        }

        String shown() {
            return shownSince(0);
        }

        private String shownSince(int before) {
            byte[] all = screen.toByteArray();
            return new String(all, before, all.length - before, StandardCharsets.UTF_8);
        }

        /** Ends with the shell, which is to be told to end before. */
        int exitCode() {
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            return channel.getExitStatus();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
