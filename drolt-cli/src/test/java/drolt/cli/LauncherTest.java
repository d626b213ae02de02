package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class LauncherTest {
    private static final String[] TOOLS = {
        "sh",
        "uname",
        "readlink",
        "find",
        "head",
        "grep",
        "sed",
        "date",
        "touch",
        "mkdir",
        "cp",
        "mv",
        "rm",
        "ln",
        "sleep",
        "cat",
        "tail",
        "env",
        "pwd"
    };

    @TempDir
    private Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new FakeCheckout(folder);
    }

    @Test
    void theFirstStartBuildsAndTheNextOnesDoNot() throws Exception {
        Result first = checkout.run("doctor", "two words", "");
        assertThat(first.exitCode()).isZero();
        assertThat(first.err().lines()).singleElement().asString().matches("drolt: building, log in .* done in \\d+ s");
        assertThat(first.out()).endsWith("folder " + checkout.root + "\n");
        assertThat(first.out().lines().filter(line -> line.startsWith("argument ")))
                .containsSubsequence("argument drolt.cli.Main", "argument doctor", "argument two words", "argument ");
        assertThat(checkout.builds()).singleElement().asString().contains("-Dquick", "package");

        assertThat(checkout.run("doctor").err()).isEmpty();
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void withoutALocaleNamesOfFilesAreReadAsUtf8() throws Exception {
        assertThat(localeGiven(Map.of("LANG", "", "LC_ALL", ""))).isEqualTo("C.UTF-8");
        assertThat(localeGiven(Map.of("LC_ALL", "C"))).isEqualTo("C.UTF-8");
        assertThat(localeGiven(Map.of("LANG", "xx_XX.UTF-8", "LC_ALL", "")))
                .as("not installed")
                .isEqualTo("C.UTF-8");
        assertThat(localeGiven(Map.of("LANG", "C.UTF-8", "LC_ALL", "")))
                .as("one that serves")
                .isEmpty();
    }

    @Test
    void whereNothingTellsOfLocalesTheirNamesCount() throws Exception {
        String tools = checkout.onlyTools(TOOLS);
        assertThat(localeGiven(Map.of("PATH", tools, "LANG", "", "LC_ALL", ""))).isEqualTo("C.UTF-8");
        assertThat(localeGiven(Map.of("PATH", tools, "LANG", "POSIX", "LC_ALL", "")))
                .isEqualTo("C.UTF-8");
        assertThat(localeGiven(Map.of("PATH", tools, "LANG", "de_DE.ISO-8859-1", "LC_ALL", "")))
                .isEmpty();
    }

    /** LC_ALL as the JVM has it; empty where it has none. */
    private String localeGiven(Map<String, String> environment) throws Exception {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("LC_CTYPE", "");
        Result result =
                FakeCheckout.result(checkout.start(checkout.root.resolve("drolt"), checkout.root, whole, "doctor"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out()
                .lines()
                .filter(line -> line.startsWith("variable LC_ALL="))
                .map(line -> line.substring("variable LC_ALL=".length()))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "drolt-cli/pom.xml", "drolt-core/src/main/java/Source.java"})
    void aChangedSourceIsBuiltAgain(String changed) throws Exception {
        checkout.run();
        Files.setLastModifiedTime(
                checkout.root.resolve(changed), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(checkout.run().err()).contains("building");
    }

    @Test
    void aDeletedSourceIsBuiltAgainAndAChangedTestIsNot() throws Exception {
        checkout.run();
        FakeCheckout.write(checkout.root.resolve("drolt-core/src/test/java/ATest.java"), "");
        assertThat(checkout.run().err()).isEmpty();
        Files.delete(checkout.root.resolve("drolt-core/src/main/java/Source.java"));
        assertThat(checkout.run().err()).contains("building");
    }

    @Test
    void onlyShortCommandsGoWithoutTheOptimisingCompiler() throws Exception {
        assertThat(checkout.run("doctor").out()).contains("argument -XX:TieredStopAtLevel=1");
        assertThat(checkout.run("train", "doctor").out()).doesNotContain("TieredStopAtLevel");
        assertThat(checkout.run("--verbose", "train").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void whatRunsIsACopyThatTheNextBuildLeavesAlone() throws Exception {
        String before = classPath(checkout.run());
        FakeCheckout.write(checkout.root.resolve("pom.xml"), "changed");
        String after = classPath(checkout.run());
        assertThat(before).isNotEqualTo(after);
        assertThat(List.of(before.split(":")))
                .allSatisfy(jar -> assertThat(Path.of(jar)).exists());
        assertThat(after)
                .startsWith(checkout.root + "/.drolt/app-")
                .endsWith("/drolt-core.jar:/etc/passwd")
                .contains("/drolt-report.jar:");
    }

    private static String classPath(Result result) {
        List<String> lines = result.out().lines().toList();
        return lines.get(lines.indexOf("argument -cp") + 1).substring("argument ".length());
    }

    @ParameterizedTest(name = "flock {0}")
    @ValueSource(booleans = {true, false})
    void startedAtOnceTheyBuildOnce(boolean flock) throws Exception {
        String path = checkout.onlyTools(TOOLS);
        if (flock) {
            checkout.onlyTools("flock");
        }
        List<Process> launchers = new ArrayList<>();
        for (int launcher = 0; launcher < 4; launcher++) {
            launchers.add(
                    checkout.start(checkout.root.resolve("drolt"), checkout.root, Map.of("PATH", path), "doctor"));
        }
        for (Process launcher : launchers) {
            Result result = FakeCheckout.result(launcher);
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains("argument doctor");
        }
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheLogIsAndIsTriedAgain() throws Exception {
        FakeCheckout.write(checkout.root.resolve("broken"), "");
        Result result = checkout.run("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("[ERROR] Main.java:[1,2] ';' expected")
                .contains("drolt: the build failed; " + checkout.root + "/.drolt/build.log holds the whole log");
        Files.delete(checkout.root.resolve("broken"));
        assertThat(checkout.run("doctor").exitCode()).isZero();
    }

    @Test
    void linksAndOtherFoldersDoNotConfuseIt() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("../a repository/drolt"));
        Files.createSymbolicLink(elsewhere.resolve("two"), Path.of("one"));
        Result result = FakeCheckout.result(checkout.start(elsewhere.resolve("two"), elsewhere, Map.of(), "doctor"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("folder " + elsewhere);
    }

    @Test
    void withoutJavaOneLineSaysHowToInstallIt() throws Exception {
        Map<String, String> bare = Map.of("JAVA_HOME", "", "PATH", checkout.onlyTools(TOOLS));
        Result result = FakeCheckout.result(checkout.start(checkout.root.resolve("drolt"), checkout.root, bare));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains(
                        "needs a JDK 17 or newer",
                        "Debian/Ubuntu: sudo apt install",
                        "Fedora: sudo dnf",
                        "macOS: brew");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_392", "11.0.21", "16", "17.0.9"})
    void anOldJavaOrOneWithoutCompilerIsNamed(String version) throws Exception {
        Path other = folder.resolve("other");
        FakeCheckout.jdk(other, version);
        Map<String, String> only = Map.of("JAVA_HOME", other.toString(), "PATH", checkout.onlyTools(TOOLS));
        Result result = FakeCheckout.result(checkout.start(checkout.root.resolve("drolt"), checkout.root, only));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).singleElement().asString().contains(other.toString());
    }

    @Test
    void aNewerJavaOnThePathIsTakenWhereJavaHomeIsOld() throws Exception {
        Path old = folder.resolve("old");
        FakeCheckout.jdk(old, "11.0.2");
        String path = jdkOnPath();
        Result result = FakeCheckout.result(checkout.start(
                checkout.root.resolve("drolt"), checkout.root, Map.of("JAVA_HOME", old.toString(), "PATH", path)));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private String jdkOnPath() throws IOException {
        String path = checkout.onlyTools(TOOLS);
        Files.createSymbolicLink(checkout.tools.resolve("java"), checkout.jdk.resolve("bin/java"));
        return path;
    }
}
