package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user of the shell who is no administrator gets nothing but the commands of Billhook, whatever is sent. */
@ExtendWith(Servers.class)
@Tag("I-7")
class RemoteShellIT {

    private static final String FIRST = "a-first-one-for-tests";
    private static final String PASSWORD = "a-second-one-for-tests";
    private static final String SECRET = "s3cret-of-the-database";
    /** Where what is refused comes from, so that it counts against nobody else. */
    private static final String ELSEWHERE = "127.0.4.1";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void commandsOfBillhookWorkInTheRolesOfTheUser(DerbyServer server) throws IOException {
        try (Ssh vera = user(server, "sh-vera", true, "viewer")) {
            Ssh.Result plugins = vera.call("billhook:plugins");
            assertThat(plugins.code()).as(plugins.printed()).isZero();
            assertThat(plugins.printed()).contains("org.billhook.relevance.itemized");
            assertThat(vera.call("plugins").printed()).isEqualTo(plugins.printed());
            assertThat(vera.call("billhook:due-list --help").printed()).contains("--at-stake", "keyDate");
            assertThat(vera.call("help").printed())
                    .contains("billhook:due-list: ")
                    .doesNotContain("bundle:", "shell:");
            assertThat(vera.call("billhook:due-list '2026-02-28'").code()).isZero();

            Ssh.Result audit = vera.call("billhook:audit");
            assertThat(audit.code()).isEqualTo(1);
            assertThat(audit.printed()).contains("This needs the role auditor");
            assertThat(vera.call("billhook:request 999999").printed()).contains("Error executing command: ", "999999");
            assertThat(vera.call("billhook:due-list \"no day\"").printed()).contains("'no day' is not a date");
            assertThat(vera.call("billhook:due-list 'no day").printed()).contains("A quote ' is not closed");
        }
        try (Ssh ada = user(server, "sh-audit", true, "auditor")) {
            assertThat(ada.call("billhook:audit").code()).isZero();
        }
    }

    @Test
    void aSessionEndsWhenItsUserIsDisabledOrGetsOtherRoles(DerbyServer server) throws IOException {
        try (Ssh mona = user(server, "sh-mona", true, "auditor");
                Ssh otto = user(server, "sh-otto", true, "viewer");
                Ssh stays = user(server, "sh-stays", true, "viewer")) {
            assertThat(mona.call("billhook:audit").code()).isZero();
            assertThat(otto.call("billhook:plugins").code()).isZero();

            server.api()
                    .put("/users/sh-mona/roles", Map.of("roles", List.of("viewer"), "shell", true), Map.of())
                    .expect(200);
            server.api().post("/users/sh-otto/disable", "").expect(200);

            Awaitility.await("ended").atMost(LIMIT).until(() -> !mona.isOpen() && !otto.isOpen());
            assertThat(stays.call("billhook:plugins").code()).isZero();
        }
        try (Ssh mona = Ssh.login(server, "sh-mona", PASSWORD)) {
            assertThat(mona.call("billhook:audit").printed()).contains("This needs the role auditor");
        }
        assertThatThrownBy(() -> Ssh.login(server, ELSEWHERE, "sh-otto", PASSWORD))
                .isInstanceOf(IOException.class);
    }

    @Test
    void noLineIsBegunAfterTheSessionOfItsUserEnded(DerbyServer server) throws Exception {
        Books books = new Books(server.api());
        Work work = Work.project(books, "SH-END");
        books.post(work.hours(1, "SH-END"));
        String source = books.all("/sources?object=wbs-element/" + work.element())
                .get(0)
                .get("id")
                .asText();
        String lines = "billhook:hold --reason shell --until %s %s\nbillhook:release --reason shell %s\n"
                .formatted(LocalDate.now().plusDays(30), source, source)
                .repeat(2000);
        try (Ssh rita = user(server, "sh-rita", true, "billing-clerk");
                ChannelExec channel = rita.session().createExecChannel(lines)) {
            channel.setOut(OutputStream.nullOutputStream());
            channel.open().verify(LIMIT);
            Awaitility.await("begun").atMost(LIMIT).until(() -> entries(server, source) > 3);
            server.api().post("/users/sh-rita/disable", "").expect(200);
            Awaitility.await("ended").atMost(LIMIT).until(() -> !rita.isOpen());
        }
        Awaitility.await("no further line")
                .pollInterval(Duration.ofSeconds(2))
                .atMost(LIMIT)
                .until(() -> {
                    int then = entries(server, source);
                    Thread.sleep(1500);
                    return entries(server, source) == then;
                });
        assertThat(entries(server, source)).isLessThan(4000);
    }

    private static int entries(DerbyServer server, String source) throws IOException {
        return server.api()
                .get("/sources/%s/entries".formatted(source))
                .expect(200)
                .json()
                .findValues("act")
                .size();
    }

    @Test
    void linesOfACallRunUpToTheFirstThatFails(DerbyServer server) throws IOException {
        try (Ssh lena = user(server, "sh-lena", true, "viewer")) {
            Ssh.Result both = lena.call("billhook:jobs\n\nbillhook:plugins\n");
            assertThat(both.code()).isZero();
            assertThat(both.printed()).contains("org.billhook.relevance.itemized");
            Ssh.Result first = lena.call("billhook:nothing\nbillhook:plugins");
            assertThat(first.code()).isEqualTo(1);
            assertThat(first.printed()).doesNotContain("org.billhook.relevance.itemized");
        }
    }

    @Test
    void nothingOfTheContainerIsReached(DerbyServer server) throws IOException {
        Path target = TestFiles.folder("attack").resolve("written");
        Path etc = server.home().resolve("etc");
        Files.writeString(etc.resolve("org.example.secret.cfg"), "password = %s%n".formatted(SECRET));
        try (Ssh mallory = user(server, "sh-mallory", true, "viewer", "integrator", "plugin-administrator")) {
            for (String attack : attacks(server.home(), etc, target)) {
                Ssh.Result result = mallory.call(attack);
                assertThat(result.code()).as("%s: %s", attack, result.printed()).isEqualTo(1);
                assertThat(result.printed())
                        .as(attack)
                        .doesNotContain("{CRYPT}", SECRET, "ssh-rsa", "org.apache.karaf");
                assertThat(target).as(attack).doesNotExist();
            }
            assertThat(server.api().get("/users/sh-mallory").expect(200).body()).doesNotContain("\"administrator\"");
            assertThat(mallory.call("billhook:plugins").code())
                    .as("the server still runs")
                    .isZero();
        } finally {
            Files.delete(etc.resolve("org.example.secret.cfg"));
        }
    }

    /** The reproductions of the review first, then more of their kind. */
    private static List<String> attacks(Path home, Path etc, Path target) {
        String write = "shell:echo hello > " + target;
        String runtime =
                "rt = ((((($.context getBundle 0) getClass) getClassLoader) loadClass java.lang.Runtime) getRuntime); $rt exec \"touch %s\""
                        .formatted(target);
        return Stream.of(
                        Stream.of(
                                "shell:cat " + etc.resolve("users.properties"),
                                "config:property-list --pid org.example.secret",
                                "echo hello > " + target,
                                runtime,
                                "config:install -o file:%s users.properties"
                                        .formatted(etc.resolve("users.properties"))),
                        // other ways to evaluate
                        Stream.of(
                                write,
                                "$(%s)".formatted(write),
                                "(%s)".formatted(write),
                                "{ %s }".formatted(write),
                                "`%s`".formatted(write),
                                "%(1 + 1)",
                                "x = 1",
                                "x = { %s } ; x".formatted(write),
                                "each [1 2] { %s }".formatted(write),
                                "if { true } { %s }".formatted(write),
                                "try { %s }".formatted(write),
                                "eval '%s'".formatted(write),
                                "shell:eval '%s'".formatted(write),
                                ".context bundles",
                                "$.context bundles",
                                "($.context bundles)",
                                "shell:new java.io.FileOutputStream " + target,
                                "addcommand evil java.lang.Runtime",
                                "shell:addCommand evil $.context",
                                "exec touch " + target,
                                "shell:exec touch " + target,
                                "source " + etc.resolve("shell.init.script"),
                                "shell:source " + etc.resolve("users.properties"),
                                "sh",
                                "gosh",
                                "#!/bin/sh",
                                "!!",
                                "*:cat " + etc.resolve("users.properties")),
                        // a command that is allowed, with something at its end
                        Stream.of(
                                        "> " + target,
                                        ">> " + target,
                                        "2> " + target,
                                        "| tac " + target,
                                        "| shell:tac " + target,
                                        "|& tac " + target,
                                        "; " + write,
                                        "& " + write,
                                        "&& " + write,
                                        "$(%s)".formatted(write),
                                        "\"$(%s)\"".formatted(write),
                                        "(%s)".formatted(write),
                                        "[ (%s) ]".formatted(write),
                                        "{ %s }".formatted(write),
                                        "${.context}",
                                        "$.context",
                                        "\n" + write,
                                        "\r" + write)
                                .map(end -> "billhook:plugins " + end),
                        // commands of the container
                        Stream.of(
                                "bundle:list",
                                "bundle:install file:" + target,
                                "config:list",
                                "feature:install management",
                                "jaas:realm-list",
                                "kar:install file:" + target,
                                "log:display",
                                "log:set DEBUG",
                                "package:exports",
                                "scr:list",
                                "service:list",
                                "ssh:ssh 127.0.0.1",
                                "system:shutdown -f",
                                "system:property user.home",
                                "shell:less " + etc.resolve("users.properties"),
                                "shell:nano " + target,
                                "shell:history",
                                "shell:info",
                                "shell:env",
                                "billhook",
                                "billhook:",
                                "billhook:billhook",
                                "shell:billhook:plugins",
                                "billhook:bundle:list",
                                "*:plugins"),
                        // files of the server by a command of Billhook
                        Stream.of(
                                "billhook:import times " + etc.resolve("users.properties"),
                                "billhook:import --join x=%s times %s"
                                        .formatted(etc.resolve("users.properties"), etc.resolve("users.properties")),
                                "billhook:plugin-install " + etc.resolve("users.properties"),
                                "billhook:plugin-install " + home.resolve("etc/org.example.secret.cfg")))
                .flatMap(each -> each)
                .toList();
    }

    @Test
    void terminalEditsLinesAndOpensNoFile(DerbyServer server) throws IOException {
        String typed = "billhook:due-list 2026-02-28 --party typed-at-the-terminal";
        try (Ssh tess = user(server, "sh-tess", true, "viewer");
                Ssh.Typing terminal = tess.terminal("xterm")) {
            terminal.await("billhook> ");
            terminal.type("billhook:due\t", "-list");
            terminal.type("\u0015plugins\r", "org.billhook.relevance.itemized");
            assertThat(terminal.type("shell:echo hi\r", "There is no command 'shell:echo'"))
                    .contains("type help");
            terminal.type(typed + "\r", "billhook> ");
            // the editor of the library, and running its functions by name
            terminal.type("abc\u0018\u0005\u0015jobs\r", "billhook> ");
            terminal.type("\u001bxedit-and-execute-command\r", "billhook> ");
            terminal.type("\u0015\u0015!1\r", "There is no command '!1'");
            terminal.type("import x /etc/pass\t\t\t\u0015plugins\r", "org.billhook.relevance.itemized");
            assertThat(terminal.shown()).doesNotContain("passwd", "Nano", "^G", "Write Out");
            terminal.type("exit\r", "exit");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(filesWith(server.home().resolve("data"), "typed-at-the-terminal"))
                .as("history that was kept in a file")
                .isEmpty();
        assertThat(filesWith(Path.of(System.getProperty("user.home"), ".karaf"), "typed-at-the-terminal"))
                .isEmpty();
    }

    @Test
    void typeOfATerminalIsNoArgumentOfAProgram(DerbyServer server) throws IOException {
        try (Ssh nina = user(server, "sh-nina", true, "viewer");
                Ssh.Typing terminal = nina.terminal("-A/etc $(id) /etc/passwd")) {
            terminal.type("plugins\r", "org.billhook.relevance.itemized");
        }
    }

    @Test
    void linesOfTheInputWorkWithoutATerminal(DerbyServer server) throws Exception {
        try (Ssh ines = user(server, "sh-ines", true, "viewer");
                ChannelShell channel = ines.session().createShellChannel()) {
            channel.setUsePty(false);
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            channel.setOut(printed);
            channel.setIn(new ByteArrayInputStream(
                    "billhook:jobs\nbillhook:plugins\nshell:echo hi\n".getBytes(StandardCharsets.UTF_8)));
            channel.open().verify(LIMIT);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("org.billhook.relevance.itemized", "There is no command 'shell:echo'");
            assertThat(channel.getExitStatus()).isEqualTo(1);
        }
    }

    @Test
    void noPortIsForwardedAndNoFileCopied(DerbyServer server) throws IOException {
        SshdSocketAddress http =
                new SshdSocketAddress("127.0.0.1", URI.create(server.address()).getPort());
        try (Ssh paul = user(server, "sh-paul", true, "billing-clerk")) {
            ChannelDirectTcpip tunnel = paul.session().createDirectTcpipChannel(null, http);
            assertThatThrownBy(() -> tunnel.open().verify(LIMIT)).isInstanceOf(IOException.class);
            assertThatThrownBy(
                            () -> paul.session().startRemotePortForwarding(new SshdSocketAddress("127.0.0.1", 0), http))
                    .isInstanceOf(IOException.class);
            assertThat(paul.call("scp -f etc/users.properties").printed()).contains("There is no command 'scp'");
        }
    }

    @Test
    void whoHasNoShellOrNoPasswordOfItsOwnOrIsDisabledIsNotLetIn(DerbyServer server) throws IOException {
        LoginIT.user(server, "sh-none", "billing-clerk");
        refused(server, "sh-none", PASSWORD);
        create(server, "sh-new", true, "viewer");
        refused(server, "sh-new", FIRST);
        create(server, "sh-new-admin", false, "administrator");
        refused(server, "sh-new-admin", FIRST);
        user(server, "sh-gone", true, "viewer").close();
        server.api().post("/users/sh-gone/disable", Map.of()).expect(200);
        refused(server, "sh-gone", PASSWORD);
        refused(server, Administrator.NAME, "not-the-password");
        refused(server, "nobody-at-all", PASSWORD);
    }

    @Test
    void administratorHasTheShellOfTheContainer(DerbyServer server) throws IOException {
        assertThat(Ssh.ofAdministrator(server, "bundle:list -t 0 -s").printed()).contains("org.billhook.shell");
        assertThat(Ssh.ofAdministrator(server, "billhook:plugins | wc -l").printed())
                .as("what a command prints goes into a pipe")
                .containsPattern("^\\s*[1-9][0-9]+\\s*$");
    }

    @Test
    void loginsAreInTheLogOfSecurity(DerbyServer server) throws IOException {
        user(server, "sh-seen", true, "viewer").close();
        refused(server, "sh-unseen", PASSWORD);
        refused(server, "sh-x' address='192.0.2.9", PASSWORD);

        assertThat(Files.readString(server.home().resolve("data/log/security.log")))
                .contains("Login to the shell user='sh-seen' address='")
                .contains("Login to the shell refused user='sh-unseen' address='")
                .contains("Login to the shell refused user='sh-x? address=?192.0.2.9' address='")
                .doesNotContain("address='192.0.2.9");
    }

    private static void refused(RunningServer server, String user, String password) {
        assertThatThrownBy(() -> Ssh.login(server, ELSEWHERE, user, password).close())
                .as(user)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No more authentication methods available");
    }

    private static void create(RunningServer server, String name, boolean shell, String... roles) throws IOException {
        server.api()
                .post("/users", Map.of("name", name, "password", FIRST, "roles", List.of(roles), "shell", shell))
                .expect(201);
    }

    /** A new user with a password of its own, at the shell. */
    static Ssh user(RunningServer server, String name, boolean shell, String... roles) throws IOException {
        create(server, name, shell, roles);
        Answer changed = Api.anonymous(server.address())
                .as(name, FIRST)
                .post("/users/me/password", Map.of("current", FIRST, "password", PASSWORD));
        changed.expect(204);
        return Ssh.login(server, name, PASSWORD);
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("derby")))
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
