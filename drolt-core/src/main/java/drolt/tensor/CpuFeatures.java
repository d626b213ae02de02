package drolt.tensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the CPU can do, as the kernel tells it.
 *
 * <p>Precision is chosen from these flags and never by timing, so that the same machine always computes the same.
 *
 * @param model the CPU's name; "unknown" where the kernel tells none
 * @param flags instruction-set flags in the kernel's spelling, for example avx512_bf16; empty where it tells none
 */
public record CpuFeatures(String model, Set<String> flags) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Flags that matter to the engine's speed, in the order in which they appeared in CPUs. */
    public static final List<String> RELEVANT = List.of("avx2", "avx512f", "avx512_bf16", "amx_bf16");

    public CpuFeatures {
        flags = Set.copyOf(flags);
    }

    /** Reads this machine's; without flags where there is no {@code /proc/cpuinfo}. */
    public static CpuFeatures detect() {
        try {
            return parse(Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new CpuFeatures(System.getProperty("os.arch", "unknown"), Set.of());
        }
    }

    /**
     * Reads the text of {@code /proc/cpuinfo}.
     *
     * <p>A flag counts only where every CPU has it: a thread may run on any of them.
     */
    public static CpuFeatures parse(String cpuInfo) {
        String model = values(cpuInfo, "model name").findFirst().orElse("unknown");
        List<Set<String>> perCpu = values(cpuInfo, "flags")
                .map(line -> Set.of(Arrays.stream(line.split("\\s+")).distinct().toArray(String[]::new)))
                .toList();
        Set<String> common = perCpu.isEmpty() ? Set.of() : new TreeSet<>(perCpu.get(0));
        for (Set<String> flags : perCpu) {
            common.retainAll(flags);
        }
        return new CpuFeatures(model, common);
    }

    private static Stream<String> values(String cpuInfo, String key) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
                .map(parts -> parts[1].strip());
    }

    /** Whether all CPUs have the flag. */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /**
     * Whether bfloat16 is faster than float32 here: only with instructions for its products.
     *
     * <p>Elsewhere the engine emulates it, which is slower than float32.
     */
    public boolean fastBfloat16() {
        return has("avx512_bf16") || has("amx_bf16");
    }
}
