package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader who lands on any page of docs/ finds all others from it. */
class DocumentationIndexTest {
    private static final Path DOCS = Repository.root().resolve("docs");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.equals(DOCS.resolve("README.md")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        List<String> links = Document.read("docs/README.md").links();
        assertThat(pages())
                .hasSizeGreaterThan(10)
                .allSatisfy(page -> assertThat(links)
                        .contains(DOCS.relativize(page).toString().replace('\\', '/')));
    }

    @Test
    void everyPageLinksBackBelowItsTitle() throws IOException {
        for (Path page : pages()) {
            List<String> lines = Files.readAllLines(page);
            String up = page.getParent().equals(DOCS) ? "README.md" : "../README.md";
            assertThat(lines.get(0)).as(page.toString()).startsWith("# ");
            assertThat(lines.get(2)).as(page.toString()).startsWith("[Documentation](" + up + ")");
        }
    }
}
