package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads and memory are chosen from what the kernel says, here from a folder that looks like its files. */
@EnabledOnOs(OS.LINUX)
class LauncherLimitsTest {
    private static final Map<Integer, String> PAIRED =
            Map.of(0, "0,4", 1, "1,5", 2, "2,6", 3, "3,7", 4, "0,4", 5, "1,5", 6, "2,6", 7, "3,7");
    private static final String VERSION_2 = "0::/user/drolt\n";
    private static final String VERSION_1 = "4:memory:/job\n2:cpu,cpuacct:/job\n0::/\n";

    @TempDir
    private Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new FakeCheckout(folder);
    }

    private List<String> start(Map<String, String> environment) throws Exception {
        Process process = checkout.start(checkout.root.resolve("drolt"), checkout.root, environment);
        return FakeCheckout.result(process).out().lines().toList();
    }

    /** A machine with these CPUs, and the files of its control groups. */
    record Machine(String cpus, Map<Integer, String> siblings, Map<String, String> groups, int threads) {}

    static List<Machine> machines() {
        Map<Integer, String> pair = Map.of(0, "0-1", 1, "0-1");
        String quota = "sys/fs/cgroup/user/cpu.max";
        return List.of(
                new Machine("0", Map.of(), Map.of(), 1),
                new Machine("0-1", pair, Map.of(), 2),
                new Machine("0-7", PAIRED, Map.of(), 4),
                new Machine("0-3", PAIRED, Map.of(), 4),
                new Machine("0,2,4,6", PAIRED, Map.of(), 2),
                new Machine("0-3,8,10-11", Map.of(), Map.of(), 7),
                new Machine("0-7", PAIRED, Map.of("proc/self/cgroup", VERSION_2, quota, "300000 100000"), 3),
                new Machine("0-7", PAIRED, Map.of("proc/self/cgroup", VERSION_2, quota, "50000 100000"), 1),
                new Machine("0-7", PAIRED, Map.of("proc/self/cgroup", VERSION_2, quota, "max 100000"), 4),
                new Machine(
                        "0-7",
                        PAIRED,
                        Map.of(
                                "proc/self/cgroup",
                                VERSION_1,
                                "sys/fs/cgroup/cpu/job/cpu.cfs_quota_us",
                                "400000",
                                "sys/fs/cgroup/cpu/job/cpu.cfs_period_us",
                                "200000",
                                "sys/fs/cgroup/cpu/cpu.cfs_quota_us",
                                "-1"),
                        2));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void threadsAreTheCpusOfThisProcessOneACoreWhereThereAreMoreThanTwo(Machine machine) throws Exception {
        checkout.cpus(machine.cpus(), machine.siblings());
        for (Map.Entry<String, String> file : machine.groups().entrySet()) {
            FakeCheckout.write(checkout.system.resolve(file.getKey()), file.getValue() + "\n");
        }
        assertThat(start(Map.of())).contains("variable OMP_NUM_THREADS=" + machine.threads());
    }

    @ParameterizedTest(name = "{0} running on {1}, {2}: passive {3}")
    @CsvSource({
        "3/250, '0-1', A=b, true",
        "2/250, '0-1', A=b, false",
        "5/250, '0-3,8', A=b, false",
        "6/250, '0-3,8', A=b, true",
        "9/250, '0-1', OMP_NUM_THREADS=1, false",
        "9/250, '0-1', OMP_NUM_THREADS=2, true",
        "9/250, '0-1', GOMP_SPINCOUNT=5, false",
        "9/250, '0-1', OMP_WAIT_POLICY=active, false"
    })
    void threadsDoNotSpinWhereOthersWantAllProcessors(String running, String online, String set, boolean passive)
            throws Exception {
        FakeCheckout.write(checkout.system.resolve("proc/loadavg"), "0.10 0.20 0.30 " + running + " 4711\n");
        FakeCheckout.write(checkout.system.resolve("sys/devices/system/cpu/online"), online + "\n");
        String[] variable = set.split("=");
        List<String> lines = start(Map.of(variable[0], variable[1]));
        assertThat(lines.contains("variable OMP_WAIT_POLICY=passive")).isEqualTo(passive);
    }

    @Test
    void whatTheUserSetIsLeftAlone() throws Exception {
        List<String> lines = start(Map.of(
                "OMP_NUM_THREADS", "7", "GLIBC_TUNABLES", "glibc.malloc.check=1", "DROLT_JAVA_OPTS", "-Xmx9g -Da=*"));
        assertThat(lines)
                .contains("variable OMP_NUM_THREADS=7", "variable GLIBC_TUNABLES=glibc.malloc.check=1")
                .contains("argument -Ddrolt.threads.reason=OMP_NUM_THREADS was set")
                .containsSubsequence("argument -Xmx4096m", "argument -Xmx9g", "argument -Da=*");
    }

    @Test
    void theEngineGetsItsAllocatorAndAShareOfTheMemory() throws Exception {
        assertThat(start(Map.of()))
                .contains("argument -Xmx4096m", "argument -Dorg.bytedeco.javacpp.maxPhysicalBytes=11468m")
                .contains("argument --enable-native-access=ALL-UNNAMED", "argument -Djava.awt.headless=true")
                .anyMatch(line -> line.startsWith("variable GLIBC_TUNABLES=glibc.malloc.mmap_threshold=1073741824:"));
    }

    static List<Map<String, String>> memoryLimits() {
        String limit = Long.toString(2L << 30);
        return List.of(
                Map.of("proc/self/cgroup", VERSION_2, "sys/fs/cgroup/user/memory.max", limit),
                Map.of("proc/self/cgroup", VERSION_2, "sys/fs/cgroup/memory.max", limit),
                Map.of(
                        "proc/self/cgroup",
                        VERSION_2,
                        "sys/fs/cgroup/user/drolt/memory.max",
                        limit,
                        "sys/fs/cgroup/user/memory.max",
                        "max"),
                Map.of("proc/self/cgroup", VERSION_1, "sys/fs/cgroup/memory/job/memory.limit_in_bytes", limit),
                Map.of(
                        "proc/self/cgroup",
                        VERSION_1,
                        "sys/fs/cgroup/memory/memory.limit_in_bytes",
                        limit,
                        "sys/fs/cgroup/memory/job/memory.limit_in_bytes",
                        "9223372036854771712"));
    }

    @ParameterizedTest
    @MethodSource("memoryLimits")
    void theLimitOfAnyControlGroupAboveCounts(Map<String, String> files) throws Exception {
        for (Map.Entry<String, String> file : files.entrySet()) {
            FakeCheckout.write(checkout.system.resolve(file.getKey()), file.getValue() + "\n");
        }
        assertThat(start(Map.of()))
                .contains("argument -Xmx512m", "argument -Dorg.bytedeco.javacpp.maxPhysicalBytes=1433m");
    }
}
