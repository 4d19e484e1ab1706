package org.billhook.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.ledger.ActKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/codes.md} has each code of a finding or refusal once, and no other.
 *
 * <p>What is looked for, in the main sources of all bundles but the test kit: each call of {@code Finding.error} and
 * {@code Finding.warning}, each {@code new Finding}, and each making of the two classes {@code Problem} (the refusals of
 * the API). What is given there as code is followed back to texts: literals and constants, through helpers that take the
 * code as parameter, variables, conditions, switches and methods that return one. What can't be followed must be in
 * {@link #OTHER_WAYS}, with the codes that come of it, so that a new way of making codes fails here.
 */
class CodesPageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z][A-Z0-9_]*\\*?)` \\| [^|]+ \\| [^|]+ \\| ", Pattern.MULTILINE);

    /** A finding that is copied or read back has a code that was made elsewhere. */
    private static final Set<String> NONE = Set.of();

    /** Statuses of HTTP that the framework answers with and that have no code of their own here. */
    private static final Set<String> STATUSES =
            Set.of("METHOD_NOT_ALLOWED", "NOT_ACCEPTABLE", "UNSUPPORTED_MEDIA_TYPE");

    private static final Map<String, Set<String>> OTHER_WAYS = Map.of(
            "Finding: code",
            NONE,
            "Json: node.get(\"code\").asText()",
            NONE,
            "Findings: map.get(\"code\")",
            NONE,
            "Balance: \"EXCEEDS_\" + kind.from()",
            Stream.of(ActKind.values())
                    .filter(kind -> !kind.changesPosted())
                    .map(kind -> "EXCEEDS_" + kind.from())
                    .collect(Collectors.toSet()),
            "SourceReasons: term.name()",
            Set.of("BILLED", "WRITTEN_OFF", "TRANSFERRED", "INCLUDED", "REVERSED"),
            "RefusalMapper: refusal.type().name()",
            Stream.of(BillhookException.Type.values()).map(Enum::name).collect(Collectors.toSet()),
            "FrameworkMapper: known.name()",
            STATUSES,
            "FrameworkMapper: \"STATUS_\" + given.getStatus()",
            Set.of("STATUS_*"),
            "Problem: known.name()",
            STATUSES,
            "Problem: \"STATUS_\" + status",
            Set.of("STATUS_*"));

    private static CodesInSource source;

    @BeforeAll
    static void read() throws IOException {
        List<Path> files = Repository.files(Repository.ROOT.resolve("bundles"), ".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.toString().contains("/org.billhook.testkit/"))
                .toList();
        source = new CodesInSource(files, System.getProperty("java.class.path"));
    }

    @Test
    void everyWayOfMakingACodeIsKnown() {
        assertThat(source.otherWays).containsExactlyInAnyOrderElementsOf(OTHER_WAYS.keySet());
    }

    @Test
    void everyCodeHasARowAndEveryRowACode() {
        Set<String> made = new TreeSet<>(source.codes);
        OTHER_WAYS.values().forEach(made::addAll);
        List<String> rows = ROW.matcher(Repository.text(Repository.ROOT.resolve("docs/codes.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(made).as("codes that were found").contains("NO_PRICE", "LOGIN_REQUIRED", "EARLIER_DATE");
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(without(made, rows)).as("codes that docs/codes.md lacks").isEmpty();
        assertThat(without(rows, made))
                .as("rows of docs/codes.md that no source makes")
                .isEmpty();
    }

    @Test
    void rowHasFourCells() {
        assertThat(Arrays.stream(Repository.text(Repository.ROOT.resolve("docs/codes.md"))
                                .split("\n"))
                        .filter(line -> line.startsWith("| `"))
                        .filter(line -> !ROW.matcher(line).find()))
                .isEmpty();
    }

    private static Set<String> without(Collection<String> all, Collection<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(Set.copyOf(some));
        return rest;
    }
}
