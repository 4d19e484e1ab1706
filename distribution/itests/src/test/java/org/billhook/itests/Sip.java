package org.billhook.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Assumptions;

/** Ten years of real project time, where it is there; none of it is in the repository. */
final class Sip {

    /** Project, its billable postings, and its itemized total in GBP, from the README of the data. */
    static final Map<String, Expected> EXPECTED = Map.ofEntries(
            of("PC1", 52, "69681.45"),
            of("PC2", 4456, "2033691.73"),
            of("PC3", 87, "51493.65"),
            of("PC4", 504, "225442.23"),
            of("PC5", 631, "618941.32"),
            of("PC6", 279, "378272.11"),
            of("PC7", 143, "115384.02"),
            of("PC8", 57, "28320.10"),
            of("PC9", 1703, "1309015.99"),
            of("PC10", 71, "104199.10"),
            of("PC11", 285, "134256.49"),
            of("PC12", 54, "91771.37"),
            of("PC13", 171, "158464.02"),
            of("PC14", 86, "393200.42"),
            of("PC15", 3, "860.20"),
            of("PC16", 110, "90749.47"),
            of("PC17", 416, "611254.73"),
            of("PC18", 2864, "2708135.41"),
            of("PC19", 40, "16351.76"),
            of("PC20", 2, "6203.92"));

    static final String ALL = "9145689.49";
    static final String SUMMARIZED = "9145666.88";
    static final int SUMMARIZED_ITEMS = 178;
    static final int ROWS = 12_299;
    static final int BILLABLE = 12_014;

    private Sip() {}

    record Expected(int postings, String total) {}

    private static Map.Entry<String, Expected> of(String project, int postings, String total) {
        return Map.entry(project, new Expected(postings, total));
    }

    /** Skips the test, loudly, where the data is absent. */
    static Map<String, Path> files() {
        Path folder = TestFiles.shared().resolve("data/sip");
        if (!Files.isDirectory(folder)) {
            System.err.println("*** SKIPPED: the SiP data is not there: " + folder);
        }
        Assumptions.assumeTrue(Files.isDirectory(folder), "no SiP data at " + folder);
        return Map.of("file", folder.resolve("Sip-task-info.csv"), "dates", folder.resolve("est-act-dates.csv"));
    }

    static void prices(Books books) {
        books.price(Map.of("activity", "Development"), "97.35", "GBP", "2000-01-01");
        books.price(Map.of("activity", "Management"), "123.45", "GBP", "2000-01-01");
        books.price(Map.of("activity", "Operational"), "81.15", "GBP", "2000-01-01");
    }

    /** The billing roots of the data: whatever else is open on the server is not of these tests. */
    static String[] roots() {
        return EXPECTED.keySet().stream()
                .map(project -> "wbs-element/" + project)
                .toArray(String[]::new);
    }

    /** What all requests of the data's customer together bill, by project. */
    static Map<String, Expected> billed(Books books) {
        Map<String, Expected> billed = new TreeMap<>();
        for (JsonNode request : books.all("/requests?party=SIP")) {
            String project = request.get("root").asText().substring("wbs-element/".length());
            Expected one = new Expected(
                    request.get("lines").asInt(),
                    request.get("net").get("amount").asText());
            billed.merge(project, one, Sip::plus);
        }
        return billed;
    }

    private static Expected plus(Expected one, Expected other) {
        return new Expected(
                one.postings() + other.postings(),
                new java.math.BigDecimal(one.total())
                        .add(new java.math.BigDecimal(other.total()))
                        .toPlainString());
    }
}
