package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launchers of a release archive. */
class ArchiveLauncherTest {
    private static final Pattern SHORT_COMMANDS = Pattern.compile("completion[ a-z|]*help");

    @TempDir
    private Path folder;

    private FakeCheckout checkout;
    private Path archive;

    @BeforeEach
    void unpack() throws IOException {
        checkout = new FakeCheckout(folder);
        archive = folder.resolve("an archive");
        FakeCheckout.executable(
                archive.resolve("bin/drolt"), Files.readString(Repository.root().resolve("drolt")));
        FakeCheckout.write(archive.resolve("lib/drolt-cli-1.jar"), "");
        FakeCheckout.write(archive.resolve("lib/pytorch-2.jar"), "");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itRunsTheJarsBesideItAndBuildsNothing() throws Exception {
        FakeCheckout.write(archive.resolve("lib/pytorch-2-linux-x86_64.jar"), "");
        Result result = run(archive.resolve("bin/drolt"), "recipes", "list");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        String lib = archive + "/lib/";
        assertThat(result.out().lines().toList())
                .containsSubsequence(
                        "argument -cp",
                        "argument " + lib + "drolt-cli-1.jar:" + lib + "pytorch-2-linux-x86_64.jar:" + lib
                                + "pytorch-2.jar",
                        "argument drolt.cli.Main",
                        "argument recipes",
                        "argument list")
                .contains("argument -Xmx4096m", "variable OMP_NUM_THREADS=2")
                .anyMatch(line -> line.startsWith("variable GLIBC_TUNABLES="));
        assertThat(archive.resolve("bin/.drolt")).doesNotExist();
        assertThat(archive.resolve(".drolt")).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLinkToItFindsTheArchive() throws Exception {
        FakeCheckout.write(archive.resolve("lib/pytorch-2-linux-x86_64.jar"), "");
        Path link = Files.createSymbolicLink(folder.resolve("drolt-link"), archive.resolve("bin/drolt"));
        assertThat(run(link, "version").exitCode()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anArchiveForAnotherPlatformSaysSoInOneLine() throws Exception {
        FakeCheckout.write(archive.resolve("lib/pytorch-2-windows-x86_64.jar"), "");
        Result result = run(archive.resolve("bin/drolt"), "version");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("this archive is not for linux-x86_64", archive + "/lib");
    }

    private Result run(Path launcher, String... arguments) throws Exception {
        return FakeCheckout.result(checkout.start(launcher, folder, Map.of(), arguments));
    }

    /** No Windows runs here: what the two scripts say can be compared all the same. */
    @Test
    void theOneForWindowsGivesTheJvmTheSameOptions() throws IOException {
        String shell = Files.readString(Repository.root().resolve("drolt"));
        String windows = Files.readString(Repository.root().resolve("drolt-cli/src/dist/drolt.cmd"));
        List<String> options = List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=",
                "DROLT_JAVA_OPTS",
                "drolt.cli.Main");
        assertThat(shell).contains(options);
        assertThat(windows).contains(options);
        assertThat(shortCommands(windows)).isEqualTo(shortCommands(shell));
    }

    /** Names of the commands that go without the optimising compiler. */
    private static List<String> shortCommands(String script) {
        return SHORT_COMMANDS
                .matcher(script)
                .results()
                .map(found -> List.of(found.group().split("[ |]+")))
                .findFirst()
                .orElseThrow();
    }
}
