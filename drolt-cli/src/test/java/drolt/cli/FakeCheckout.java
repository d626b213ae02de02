package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with the real launcher, a Maven wrapper that only counts its calls, and a Java that prints what it got. */
final class FakeCheckout {
    private static final String MVNW = """
            #!/bin/sh
            echo "$@" >> builds.txt
            echo "[ERROR] Main.java:[1,2] ';' expected"
            [ ! -e broken ] || exit 1
            sleep 0.3
            mkdir -p drolt-core/target drolt-report/target drolt-cli/target
            echo core > drolt-core/target/drolt-core-1.jar
            echo report > drolt-report/target/drolt-report-1.jar
            echo cli > drolt-cli/target/drolt-cli-1.jar
            printf '%s:' "$PWD/drolt-core/target/drolt-core-1.jar" > drolt-cli/target/classpath.txt
            printf '%s' "$PWD/drolt-report/target/drolt-report-1.jar:/etc/passwd" >> drolt-cli/target/classpath.txt
            """;
    private static final String JAVA = """
            #!/bin/sh
            [ "$1" != -XshowSettings:properties ] || exit 1
            for argument in "$@"; do echo "argument $argument"; done
            env | sed 's/^/variable /'
            pwd | sed 's/^/folder /'
            """;

    final Path root;
    final Path jdk;
    final Path system;
    final Path tools;

    FakeCheckout(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("a repository"));
        jdk = folder.resolve("jdk");
        system = folder.resolve("system");
        tools = folder.resolve("tools");
        Files.copy(Repository.root().resolve("drolt"), root.resolve("drolt"));
        executable(root.resolve("drolt"), Files.readString(root.resolve("drolt")));
        executable(root.resolve("mvnw"), MVNW);
        write(root.resolve("pom.xml"), "");
        for (String module : List.of("drolt-core", "drolt-report", "drolt-cli")) {
            write(root.resolve(module).resolve("pom.xml"), "");
            write(root.resolve(module).resolve("src/main/java/Source.java"), "");
        }
        jdk(jdk, "17.0.9");
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        cpus("0-1", Map.of());
        write(system.resolve("proc/meminfo"), "MemTotal:       16777216 kB\nMemFree:  1 kB\n");
    }

    static void jdk(Path home, String version) throws IOException {
        executable(home.resolve("bin/java"), JAVA);
        write(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /** Lets the machine have these CPUs, some of which share a core. */
    void cpus(String allowed, Map<Integer, String> siblings) throws IOException {
        write(system.resolve("proc/self/status"), "Name:\tsh\nCpus_allowed_list:\t" + allowed + "\n");
        for (Map.Entry<Integer, String> cpu : siblings.entrySet()) {
            String list = "sys/devices/system/cpu/cpu" + cpu.getKey() + "/topology/thread_siblings_list";
            write(system.resolve(list), cpu.getValue() + "\n");
        }
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void executable(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A folder of links to the named programs, to be all of PATH. */
    String onlyTools(String... programs) throws IOException {
        Files.createDirectories(tools);
        for (String program : programs) {
            for (String folder : List.of("/usr/bin", "/bin")) {
                Path target = Path.of(folder, program);
                if (Files.isExecutable(target) && Files.notExists(tools.resolve(program))) {
                    Files.createSymbolicLink(tools.resolve(program), target);
                }
            }
        }
        return tools.toString();
    }

    List<String> builds() throws IOException {
        Path file = root.resolve("builds.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return result(start(root.resolve("drolt"), root, Map.of(), arguments));
    }

    /** Starts the launcher; an empty value unsets a variable. */
    Process start(Path launcher, Path folder, Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(folder.toFile());
        List<String> own = List.of(
                "OMP_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "GLIBC_TUNABLES", "DROLT_JAVA_OPTS", "COLUMNS");
        builder.environment().keySet().removeAll(own);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("DROLT_SYSTEM_ROOT", system.toString());
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        return builder.start();
    }

    static Result result(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, err);
    }
}
