package drolt.cli;

import drolt.cli.DataFolder.Location;
import drolt.tensor.CpuFeatures;
import drolt.tensor.Engine;
import drolt.tensor.EngineException;
import drolt.tensor.FasterPrecision;
import drolt.tensor.ThreadGain;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what drolt found on this machine, and what stands in its way. */
@Command(
        name = "doctor",
        header = "Checks the engine and this machine.",
        description = "Checks the engine, and shows threads, CPU features, memory limits and folders.",
        footer = {
            "%nMemory is in bytes in JSON, 0 for without limit.",
            "%nExamples:",
            "  drolt doctor",
            "  drolt doctor --json"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final long LEAST_MEMORY = 2L << 30;
    private static final double WORTH_WHILE = 0.9;

    private final ConsoleOptions console;

    @Mixin
    private final DataFolder dataFolder = new DataFolder();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Map<String, Map<String, Object>> found = new LinkedHashMap<>(); // what JSON says, by heading
    private Map<String, Object> section = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    DoctorCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean works = engine();
        processor(works);
        memory(works);
        places(works);
        if (json.given()) {
            Map<String, Object> all = new LinkedHashMap<>(found);
            all.put("works", works);
            all.put("findings", problems);
            console.printJson(all);
            return works ? ExitCode.OK : ExitCode.FAILED;
        }
        heading("findings");
        problems.forEach(problem -> console.print("  " + problem));
        if (problems.isEmpty()) {
            console.print("  nothing stands in the way");
        }
        return works ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean engine() {
        heading("engine");
        line("version", Engine.version() + " on " + Engine.platform());
        line("natives", Engine.nativesPresent(), Engine.nativesPresent() ? "found" : "missing");
        long start = System.nanoTime();
        String failure = tryEngine();
        double seconds = (System.nanoTime() - start) / 1e9;
        line(
                "loads",
                failure == null,
                failure == null ? String.format(Locale.ROOT, "yes, in %.1f s", seconds) : failure);
        if (failure != null) {
            problems.add("the engine does not run here: " + failure);
        }
        return failure == null;
    }

    private static @Nullable String tryEngine() {
        try {
            return Engine.computes() ? null : "a product of two matrices came out wrong";
        } catch (EngineException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void processor(boolean works) {
        CpuFeatures cpu = CpuFeatures.detect();
        heading("processor");
        line("model", cpu.model());
        line("has", flags(cpu, true), words(flags(cpu, true)));
        line("lacks", flags(cpu, false), words(flags(cpu, false)));
        line("fast precision", fasterPrecision(cpu, works));
        int available = Runtime.getRuntime().availableProcessors();
        line("CPUs", available, Integer.toString(available));
        if (works) {
            String reason = System.getProperty("drolt.threads.reason", "the engine's own choice");
            line("threads", Engine.threads(), Engine.threads() + " (" + reason + ")");
            threadGain();
            line("kernels", Engine.instructionSet());
            if (Engine.threads() > available) {
                problems.add("more threads than CPUs: unset OMP_NUM_THREADS, or set it to " + available);
            }
        }
    }

    private void threadGain() {
        if (Engine.threads() < 2) {
            return;
        }
        ThreadGain gain = ThreadGain.measure();
        boolean passive = "passive".equalsIgnoreCase(System.getenv("OMP_WAIT_POLICY"));
        String speed = String.format(Locale.ROOT, "%.2f times the speed of one thread", gain.ratio());
        line("together", gain.ratio(), speed + (passive ? ", waiting passively" : ""));
        if (gain.ratio() < WORTH_WHILE) {
            problems.add(gain.threads() + " threads together have only " + speed + ", as other processes want the"
                    + " processors: "
                    + (passive ? "" : "set OMP_WAIT_POLICY=passive, which changes no result, or ")
                    + "set OMP_NUM_THREADS=1 for new runs");
        }
    }

    private static String fasterPrecision(CpuFeatures cpu, boolean works) {
        return switch (cpu.bfloat16()) {
            case FASTER -> "bfloat16";
            case SLOWER -> "float32";
            case UNKNOWN ->
                works
                        ? FasterPrecision.here().name().toLowerCase(Locale.ROOT) + ", measured once on this processor"
                        : "not measured yet";
        };
    }

    private static List<String> flags(CpuFeatures cpu, boolean present) {
        return CpuFeatures.RELEVANT.stream()
                .filter(flag -> cpu.has(flag) == present)
                .toList();
    }

    private static String words(List<String> flags) {
        return flags.isEmpty() ? "none of " + String.join(" ", CpuFeatures.RELEVANT) : String.join(" ", flags);
    }

    private void memory(boolean works) {
        MemoryLimits limits = MemoryLimits.detect();
        heading("memory");
        line("machine", limits.machineBytes(), size(limits.machineBytes()));
        line("this process", limits.processBytes(), "may use " + size(limits.processBytes()));
        long heap = Runtime.getRuntime().maxMemory();
        line("Java heap", heap, "at most " + size(heap));
        if (works) {
            line(
                    "engine",
                    Engine.maxPhysicalBytes(),
                    "stops where the process holds " + size(Engine.maxPhysicalBytes()));
            line("held now", Engine.physicalBytes(), size(Engine.physicalBytes()));
            if (Engine.maxPhysicalBytes() == 0 || Engine.maxPhysicalBytes() > limits.processBytes()) {
                problems.add("the engine may use more memory than there is: start with ./drolt, which sets the limit");
            }
        }
        boolean tuned = System.getenv().getOrDefault("GLIBC_TUNABLES", "").contains("glibc.malloc.");
        line("allocator", tuned, tuned ? "tuned by GLIBC_TUNABLES" : "not tuned");
        if (!tuned && Engine.platform().startsWith("linux")) {
            problems.add("training is slower than it could be: start with ./drolt, which sets GLIBC_TUNABLES");
        }
        if (limits.processBytes() > 0 && limits.processBytes() < LEAST_MEMORY) {
            problems.add("less than " + size(LEAST_MEMORY) + " of memory: take small batches");
        }
    }

    private void places(boolean works) {
        Location data = dataFolder.location();
        String there = Files.isDirectory(data.path()) ? "" : ", not there yet";
        heading("places");
        line("Java", Runtime.version() + " in " + System.getProperty("java.home"));
        line("data sets", data.path() + " (" + data.chosenBy() + there + ")");
        if (works) {
            line("natives", Engine.cacheFolder().toString());
        }
    }

    private void heading(String title) {
        section = new LinkedHashMap<>();
        found.put(title, section);
        if (!json.given()) {
            console.print(console.style().bold(title));
        }
    }

    private void line(String name, String value) {
        line(name, value, value);
    }

    /**
     * Tells something.
     *
     * @param value for other programs: a number of bytes, a list, true
     * @param words for people
     */
    private void line(String name, Object value, String words) {
        section.put(name, value);
        if (!json.given()) {
            console.print(String.format(Locale.ROOT, "  %-16s%s", name, words));
        }
    }

    private static String size(long bytes) {
        return bytes <= 0 ? "without limit" : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
