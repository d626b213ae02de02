package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that maps the paper to the code: complete, and every name in it exists where its link leads. */
class PaperMapTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("drolt");
    private static final String PAGE = "docs/paper-map.md";
    private static final Pattern NAME = Pattern.compile("(drolt(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*)(?:#(\\w+))?");
    private static final Pattern LINKED = Pattern.compile("\\[`([^`]+)`]\\(([^)]+)\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+)(?:(?: to |, )(\\d+))?\\b");

    private static String page() throws IOException {
        return Files.readString(Repository.root().resolve(PAGE));
    }

    private static List<MatchResult> names() throws IOException {
        return Document.read(PAGE).inline().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();
    }

    @Test
    void everyMethodExists() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (MatchResult name : names()) {
            if (!exists(name.group(1), name.group(2))) {
                missing.add(name.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(names()).hasSizeGreaterThan(50);
    }

    private static boolean exists(String type, String member) {
        return CLASSES.contain(type) && (member == null || has(CLASSES.get(type), member));
    }

    private static boolean has(JavaClass type, String member) {
        return type.getMembers().stream().anyMatch(each -> each.getName().equals(member));
    }

    @Test
    void everyNameLinksToItsFile() throws IOException {
        Path folder = Repository.root().resolve(PAGE).getParent();
        List<MatchResult> linked = LINKED.matcher(page()).results().toList();
        for (MatchResult link : linked) {
            String type = link.group(1).replaceFirst("#.*", "");
            assertThat(link.group(2)).as(link.group(1)).endsWith("/" + type.replace('.', '/') + ".java");
            assertThat(folder.resolve(link.group(2))).exists();
        }
        assertThat(linked).hasSameSizeAs(names());
    }

    @Test
    void everyEquationTableFigureAndAppendixIsMapped() throws IOException {
        assertThat(first("Equations")).containsExactlyElementsOf(range(19));
        assertThat(first("Tables")).containsExactlyElementsOf(range(4));
        assertThat(first("Figures")).containsExactlyElementsOf(range(5));
        assertThat(section("Appendices")).contains("| A, ", "| B, ", "| C, ", "| D, ", "| F, ", "| G, ", "| H, ");
    }

    /** The numbers that begin the rows of a section; "13 to 15" counts three times. */
    private static List<Integer> first(String title) throws IOException {
        return ROW.matcher(section(title))
                .results()
                .flatMap(PaperMapTest::numbers)
                .toList();
    }

    private static Stream<Integer> numbers(MatchResult row) {
        int from = Integer.parseInt(row.group(1));
        int to = row.group(2) == null ? from : Integer.parseInt(row.group(2));
        return IntStream.rangeClosed(from, to).boxed();
    }

    private static List<Integer> range(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static String section(String title) throws IOException {
        String page = page();
        int begins = page.indexOf("\n## " + title + "\n");
        assertThat(begins).as(title).isNotNegative();
        int ends = page.indexOf("\n## ", begins + 1);
        return page.substring(begins, ends < 0 ? page.length() : ends);
    }

    /** The package's own page names the same classes. */
    @Test
    void whatThePackagePageNamesIsHereToo() throws IOException {
        String page = Files.readString(
                Repository.root().resolve("drolt-core/src/main/java/drolt/loss/robust/package-info.java"));
        Set<String> there = Pattern.compile("(?s)@link\\s*\\*?\\s*(drolt[\\w.]+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(there).hasSizeGreaterThan(8);
        assertThat(names()).extracting(name -> name.group(1)).containsAll(there);
    }
}
