package org.billhook.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rules.md} has a line for each rule that is cited, and no other; {@code docs/design.md} has each law.
 *
 * <p>An id is one of the ten prefixes, a hyphen and a number, perhaps with a letter: {@code D-51a}. It is looked for
 * everywhere in main sources, SQL and pages. Tests use such words as keys of objects as well, so there only tags and
 * comments count.
 */
class RulesPageTest {

    private static final String ID = "[JDORKPECIG]-\\d+[a-z]?";
    private static final Pattern CITED = Pattern.compile("(?<![\\w/-])" + ID + "(?![\\w-])");
    private static final Pattern TAG = Pattern.compile("Tag\\(\"(" + ID + ")\"\\)");
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^\\s*/?\\*|//).*$");
    private static final Pattern LINE = Pattern.compile("(?m)^- (" + ID + ") \\S");
    private static final Pattern HEADING = Pattern.compile("(?m)^## ([A-Z]): ");
    private static final Pattern LAW = Pattern.compile("\\b[Ll]aws? (\\d+)(?: and (\\d+))?");
    private static final Pattern LAW_LINE = Pattern.compile("(?m)^(\\d+)\\. \\*\\*");

    /** Words of that shape that are no rules: a curve of cryptography. */
    private static final Set<String> NO_RULES = Set.of("P-256");

    private static final Path PAGE = Repository.ROOT.resolve("docs/rules.md");

    @Test
    void everyRuleThatIsCitedHasALineAndEveryLineIsCited() {
        Set<String> cited = new TreeSet<>();
        for (Path file : files()) {
            String text = Repository.text(file);
            if (isTest(file)) {
                all(TAG.matcher(text), 1).forEach(cited::add);
                all(COMMENT.matcher(text), 0).forEach(comment -> cited.addAll(all(CITED.matcher(comment), 0)));
            } else {
                cited.addAll(all(CITED.matcher(text), 0));
            }
        }
        cited.removeAll(NO_RULES);

        assertThat(cited).as("rules that are cited").contains("D-74", "I-1", "R-13a", "P-23");
        List<String> lines = lines();
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(without(cited, lines)).as("rules that docs/rules.md lacks").isEmpty();
        assertThat(without(lines, cited))
                .as("lines of docs/rules.md that nothing cites")
                .isEmpty();
    }

    @Test
    void linesAreInOrderUnderTheHeadingOfTheirPrefix() {
        String page = Repository.text(PAGE);
        List<String> prefixes = all(HEADING.matcher(page), 1);
        assertThat(prefixes).isSorted().doesNotHaveDuplicates();

        String[] sections = page.split("(?m)^## ");
        for (int i = 0; i < prefixes.size(); i++) {
            List<String> ids = all(LINE.matcher(sections[i + 1]), 1);
            String prefix = prefixes.get(i) + "-";
            assertThat(ids).isNotEmpty().allMatch(id -> id.startsWith(prefix));
            assertThat(ids.stream().map(RulesPageTest::sortable)).isSorted();
        }
    }

    @Test
    void everyLawThatIsCitedIsOneOfTheTen() {
        Set<Integer> cited = new TreeSet<>();
        for (Path file : files()) {
            Matcher law = LAW.matcher(Repository.text(file));
            while (law.find()) {
                cited.add(Integer.valueOf(law.group(1)));
                if (law.group(2) != null) {
                    cited.add(Integer.valueOf(law.group(2)));
                }
            }
        }
        List<Integer> laws =
                all(LAW_LINE.matcher(Repository.text(Repository.ROOT.resolve("docs/design.md"))), 1).stream()
                        .map(Integer::valueOf)
                        .toList();

        assertThat(laws).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(cited).contains(4).isSubsetOf(laws);
    }

    private static Set<String> without(Collection<String> all, Collection<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(Set.copyOf(some));
        return rest;
    }

    private static List<Path> files() {
        return Repository.files(Repository.ROOT, ".java", ".sql", ".md", ".html", ".xml", ".cfg").stream()
                .filter(file -> !file.equals(PAGE))
                .toList();
    }

    private static boolean isTest(Path file) {
        return file.toString().contains("/src/test/");
    }

    private static List<String> lines() {
        return all(LINE.matcher(Repository.text(PAGE)), 1);
    }

    private static List<String> all(Matcher matcher, int group) {
        return matcher.results().map(found -> found.group(group)).collect(Collectors.toList());
    }

    private static String sortable(String id) {
        Matcher number = Pattern.compile("\\d+").matcher(id);
        assertThat(number.find()).isTrue();
        return "%05d%s".formatted(Integer.parseInt(number.group()), id.substring(number.end()));
    }
}
