package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Follows the tour of the API on an empty server: every command of {@code docs/api.md}, as it stands, in its order. */
class ApiTourIT {

    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REFUSED = Pattern.compile("\"status\":(4[0-9]{2}|5[0-9]{2})");

    @Test
    void everyCommandOfTheTourDoesWhatThePageSays() throws Exception {
        Assumptions.assumeTrue(isThere("bash") && isThere("curl"), "the tour needs bash and curl");
        try (Server server = Server.unpack(TestFiles.archive(), TestFiles.folder("tour"), Ports.free(), Map.of())) {
            server.start();
            String told = run(server);

            assertThat(refusals(told)).as(told).containsExactly("412", "400");
            assertThat(told)
                    .contains("\"posted\":4,\"unchanged\":0,\"refused\":1")
                    .containsPattern("has no price per HUR on \\d{4}-\\d{2}-\\d{2} for \\{activity=TRAVEL}")
                    .contains("price: 120 a unit gives 720.00, from price-list/standard#1")
                    .contains("\"totals\":[{\"amount\":\"1680.00\",\"currency\":\"EUR\"}]")
                    .contains("Idempotency-Replayed: true")
                    .contains("\"totals\":[{\"amount\":\"4170.00\",\"currency\":\"EUR\"}]")
                    .contains("{\"object\":\"sales-order-item/4712-10\",\"version\":2}")
                    .contains("\"totals\":[{\"amount\":\"1040.00\",\"currency\":\"EUR\"}]")
                    .contains("\"before\":\"Made by mistake\"")
                    .contains("{\"items\":[]}")
                    .as("what has no day shows none")
                    .doesNotContain("\"firstServiceDate\":\"1970", "\"serviceFrom\":\"1970");
        }
    }

    /** The page with the address and folder of this server in place of those of the reader's. */
    private static String run(Server server) throws IOException, InterruptedException {
        String page = Files.readString(TestFiles.page("api.md"));
        StringBuilder script = new StringBuilder();
        Matcher commands = COMMANDS.matcher(page);
        while (commands.find()) {
            script.append(commands.group(1));
        }
        Path output = server.home().resolve("data/tour.out");
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        script.toString()
                                .replace("/path/to/billhook", "'" + server.home() + "'")
                                .replace("http://127.0.0.1:8181", server.address()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(bash.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output);
    }

    private static List<String> refusals(String told) {
        List<String> statuses = new ArrayList<>();
        Matcher refused = REFUSED.matcher(told);
        while (refused.find()) {
            statuses.add(refused.group(1));
        }
        return statuses;
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
