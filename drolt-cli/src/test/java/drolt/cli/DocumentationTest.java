package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import drolt.configuration.ConfigSource;
import drolt.figure.analysis.Analyses;
import drolt.loss.LossConfig;
import drolt.recipe.RecipeKinds;
import drolt.recipe.RecipeReader;
import drolt.sampling.SamplerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.MissingParameterException;

/** What the documents name must exist: types, packages, paths, commands, code. */
class DocumentationTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("drolt");
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w*[a-z]\\w*(\\.[a-z]\\w*)?");
    private static final Pattern PACKAGE = Pattern.compile("drolt(\\.[a-z]\\w*)+");
    private static final Pattern PATH =
            Pattern.compile("[\\w.-]+(/[\\w.-]+)+/?|[\\w-]+\\.(md|xml|yaml|java)|drolt-[a-z]+");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    private static final Set<String> MADE_BY_RUNS = Set.of("recipe.yaml");
    private static final Set<String> FROM_ELSEWHERE = Set.of("Module", "Callable");

    private static final Set<String> TESTS = testsOfTheLibrary();
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private static final ConsoleOptions SILENT = new ConsoleOptions(Terminal.NONE, NOWHERE, NOWHERE, false);

    @TempDir
    private Path compiled;

    @ParameterizedTest
    @ValueSource(strings = {"docs/ARCHITECTURE.md", "CONTRIBUTING.md", "docs/decisions.md", "docs/methods.md"})
    void everyTypePackageAndPathExists(String name) throws IOException {
        Set<String> missing = new TreeSet<>();
        List<String> inline = Document.read(name).inline();
        for (String text : inline) {
            String plain = text.replaceFirst("<.*>$", "");
            boolean known = TYPE.matcher(plain).matches()
                    ? typeExists(plain)
                    : PACKAGE.matcher(plain).matches()
                            ? packageExists(plain)
                            : !PATH.matcher(plain).matches() || pathExists(plain);
            if (!known) {
                missing.add(text);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(inline).hasSizeGreaterThan(5);
    }

    /** Names of files: their classes are not on the class path here. */
    private static Set<String> testsOfTheLibrary() {
        try (Stream<Path> files = Files.walk(Repository.root().resolve("drolt-core/src/test/java"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean typeExists(String text) {
        String[] parts = text.split("\\.");
        List<JavaClass> found = CLASSES.stream()
                .filter(type -> type.getSimpleName().equals(parts[0]))
                .toList();
        if (parts.length == 1) {
            return !found.isEmpty() || FROM_ELSEWHERE.contains(text) || TESTS.contains(text + ".java");
        }
        return found.stream()
                .flatMap(type -> type.getMembers().stream())
                .anyMatch(member -> member.getName().equals(parts[1]));
    }

    private static boolean packageExists(String text) {
        return CLASSES.stream().anyMatch(type -> (type.getPackageName() + ".").startsWith(text + "."));
    }

    private static boolean pathExists(String text) {
        return text.startsWith("runs/")
                || MADE_BY_RUNS.contains(text)
                || Files.exists(Repository.root().resolve(text));
    }

    @Test
    void theArchitectureNamesEveryPackage() throws IOException {
        Set<String> packages = CLASSES.stream()
                .map(type ->
                        Stream.of(type.getPackageName().split("\\.")).limit(2).collect(Collectors.joining(".")))
                .filter(name -> !name.equals("drolt.cli"))
                .collect(Collectors.toSet());
        assertThat(Document.read("docs/ARCHITECTURE.md").inline()).containsAll(packages);
    }

    /** Every page of the repository. */
    static List<String> pages() throws IOException {
        Path root = Repository.root();
        List<String> pages = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "RELEASING.md"));
        for (String folder : List.of("docs", "results")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .map(file -> root.relativize(file).toString())
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(String name) throws IOException {
        Path document = Repository.root().resolve(name);
        assertThat(Document.read(name).links())
                .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/analyses.md", "docs/appendices.md", "docs/reproduce.md"})
    void commandsAreFoundInPages(String name) throws IOException {
        assertThat(Document.read(name).commands()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandParses(String name) throws IOException {
        Document document = Document.read(name);
        for (String command : document.commands()) {
            assertThatCode(() -> parse(command)).as("./drolt " + command).doesNotThrowAnyException();
        }
        for (String command : document.mentions()) {
            Throwable mistake = catchThrowable(() -> parse(command));
            if (!(mistake instanceof MissingParameterException)) {
                assertThat(mistake).as("./drolt " + command).isNull();
            }
        }
    }

    /** A page that says of each appendix how to make it must not name a recipe, key or analysis that is not there. */
    @Test
    void whatTheAppendicesTrainAndAnalyseExists() throws IOException {
        List<String> trained = new ArrayList<>();
        for (String command : Document.read("docs/appendices.md").commands()) {
            List<String> words = List.of(command.split("\\s+"));
            if (words.get(0).equals("train") || words.get(0).equals("tune")) {
                trained.add(words.get(1));
                assertThatCode(() -> RecipeReader.read(words.get(1), valuesOf("--set", words)))
                        .as("./drolt " + command)
                        .doesNotThrowAnyException();
            } else if (words.get(0).equals("analyze")) {
                assertThat(valuesOf("--only", words))
                        .as("./drolt " + command)
                        .isNotEmpty()
                        .allSatisfy(name ->
                                assertThat(Analyses.named(List.of(name))).hasSize(1));
            }
        }
        assertThat(trained)
                .contains(
                        "cifar100-lt-sensitivity",
                        "quickstart-sensitivity",
                        "inaturalist18",
                        "cifar10-lt",
                        "quickstart");
        assertThat(Files.readString(Repository.root().resolve("docs/appendices.md")))
                .contains("\n## A: ", "\n## B: ", "\n## C: ", "\n## D: ", "\n## F: ", "\n## G: ", "\n## H: ");
    }

    private static List<String> valuesOf(String option, List<String> words) {
        return IntStream.range(1, words.size())
                .filter(i -> words.get(i - 1).equals(option))
                .mapToObj(words::get)
                .toList();
    }

    @Test
    void everyLossIsAMethodAndTheirRecipesAreRead() throws IOException {
        Document methods = Document.read("docs/methods.md");
        for (Class<?> loss : RecipeKinds.SHIPPED.of(LossConfig.class)) {
            assertThat(methods.inline())
                    .contains(loss.getAnnotation(JsonTypeName.class).value());
        }
        assertThat(methods.blocks())
                .hasSize(2)
                .allSatisfy(block -> assertThatCode(() -> RecipeReader.read(
                                new ConfigSource(block.substring("yaml\n".length()), "methods.md"), "methods"))
                        .doesNotThrowAnyException());
    }

    @Test
    void everySamplerIsInTheTableOfMethods() throws IOException {
        Document methods = Document.read("docs/methods.md");
        for (Class<?> sampler : SamplerConfig.class.getPermittedSubclasses()) {
            assertThat(methods.inline())
                    .contains("sampler: {kind: "
                            + sampler.getAnnotation(JsonTypeName.class).value() + "}");
        }
    }

    private static void parse(String command) {
        String[] words = WORD.matcher(command)
                .results()
                .map(found -> found.group().replace("\"", ""))
                .toArray(String[]::new);
        DroltCommand.commandLine(SILENT).parseArgs(words);
    }

    /** Which a library user's build would not learn from ours. */
    @Test
    void theDependenciesOfTheReadmeHaveTheVersionsOfTheBuild() throws IOException {
        String build = Files.readString(Repository.root().resolve("pom.xml"));
        String readme = String.join("\n", Document.read("README.md").blocks());
        for (String name : List.of("pytorch", "openblas", "javacpp")) {
            Matcher version = Pattern.compile("<" + name + "\\.version>(.*)</").matcher(build);
            assertThat(version.find()).isTrue();
            assertThat(readme)
                    .containsPattern("<artifactId>" + name + "</artifactId>\\s*<version>"
                            + Pattern.quote(version.group(1)) + "</version>");
        }
    }

    @Test
    void theTestCommandOfTheReadmeIsTheOneThatContinuousIntegrationRuns() throws IOException {
        String command = "./mvnw -B -ntp verify";
        assertThat(Document.read("README.md").blocks())
                .anyMatch(block -> block.strip().equals(command));
        assertThat(Repository.root().resolve(".ci/run"))
                .isExecutable()
                .content()
                .contains(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/library.md"})
    void theCodeOfThePageCompiles(String name) throws IOException {
        List<String> codes = Document.read(name).javaCode();
        assertThat(codes).isNotEmpty();
        for (String code : codes) {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            DiagnosticCollector<JavaFileObject> mistakes = new DiagnosticCollector<>();
            List<String> options = List.of("-cp", DroltProcess.classPath(), "-d", compiled.toString(), "-proc:none");
            boolean compiles = compiler.getTask(null, null, mistakes, options, null, List.of(source(code)))
                    .call();
            assertThat(compiles).as(mistakes.getDiagnostics().toString()).isTrue();
        }
    }

    private static JavaFileObject source(String code) {
        return new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }
}
