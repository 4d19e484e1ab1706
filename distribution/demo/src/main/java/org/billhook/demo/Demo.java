package org.billhook.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.billhook.harness.Administrator;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.Server;

/** Starts a server from the archive, loads sample data over the API, bills it, and prints what was billed. */
public final class Demo {

    private static final int POSTINGS = 2_000;
    private static final String CURRENCY = "EUR";
    private static final int ITEM = 10;

    private Demo() {}

    /** @param arguments archive, folder for the server, port */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]).toAbsolutePath().normalize().resolve("server");
        int port = Integer.parseInt(arguments[2]);
        stopFormer(folder);
        say("Starting the server …");
        Server server = Server.unpack(Path.of(arguments[0]), folder, port, Map.of());
        server.start();
        String password = randomPassword();
        Api api = Administrator.login(server.home(), server.address(), password);
        Books books = new Books(api);
        say("Loading %,d postings …", POSTINGS);
        load(books);
        say("Billing …");
        JsonNode run = books.run(SampleWork.LAST_DAY);
        print(books, run);
        tell(server, password);
    }

    private static void load(Books books) {
        for (SamplePrice price : SamplePrice.all()) {
            books.price(price.key(), price.price(), CURRENCY, price.validFrom());
        }
        for (SampleProject project : SampleProject.all()) {
            books.project(project.key(), project.name(), project.customer(), CURRENCY);
            books.billingElement(project.billingElement(), project.name(), project.key());
            for (SampleProject.Package each : project.packages()) {
                books.element(each.key(), each.name(), project.key(), project.billingElement());
            }
            books.order(project.order(), project.customer(), CURRENCY);
            books.item(project.order(), ITEM, project.customer(), CURRENCY, "itemized", project.billingElement());
        }
        books.post(SampleWork.postings(POSTINGS));
    }

    private static void print(Books books, JsonNode run) {
        if (!run.get("state").asText().equals("DONE")) {
            throw new IllegalStateException("The run did not end well: " + run);
        }
        String row = "%-24s %9s %11s %14s   %s%n";
        System.out.printf("%n" + row, "Project", "postings", "hours", "net EUR", "request");
        for (SampleProject project : SampleProject.all()) {
            JsonNode request = request(books, project);
            List<JsonNode> lines =
                    books.all("/requests/%s/lines".formatted(request.get("id").asText()));
            System.out.printf(
                    row,
                    project.name(),
                    lines.size(),
                    hours(lines),
                    request.get("net").get("amount").asText(),
                    request.get("number").asText());
        }
        System.out.printf(
                row,
                "all",
                run.get("lines").asText(),
                "",
                run.get("totals").get(0).get("amount").asText(),
                "");
    }

    private static JsonNode request(Books books, SampleProject project) {
        List<JsonNode> requests = books.all("/requests?party=" + project.customer());
        if (requests.size() != 1) {
            throw new IllegalStateException("%s has %d requests".formatted(project.key(), requests.size()));
        }
        return requests.get(0);
    }

    private static BigDecimal hours(List<JsonNode> lines) {
        return lines.stream()
                .map(line -> new BigDecimal(line.get("quantity").get("value").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void tell(Server server, String password) {
        Path home = server.home();
        say("");
        say("The server runs, with its data in %s", home);
        say("  log in as        %s, password %s", Administrator.NAME, password);
        say("  try the API      %s/api/docs", server.address());
        say("  what was billed  curl -u %s:%s %s/api/v1/requests", Administrator.NAME, password, server.address());
        say(
                "  why an amount    curl -u %s:%s %s/api/v1/requests/1/lines/1/why",
                Administrator.NAME, password, server.address());
        say("  a tour           docs/api.md");
        say("Stop it with       %s stop", home.resolve("bin/billhook"));
        say("The next demo begins from nothing: it stops this one and takes its data away.");
    }

    /** The demo of an earlier call makes way: it ends, and its folder goes. */
    private static void stopFormer(Path folder) throws IOException, InterruptedException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> servers = Files.list(folder)) {
            for (Path home : servers.toList()) {
                Server.at(home).stop();
            }
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private static String randomPassword() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
