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
 * What the CPU can do, as the kernel reports it.
 *
 * @param vendor for example AuthenticAMD; "unknown" where the kernel reports none
 * @param model the CPU's name; "unknown" where the kernel reports none
 * @param flags instruction-set flags in the kernel's spelling, for example avx512_bf16; empty where it reports none
 */
public record CpuFeatures(String vendor, String model, Set<String> flags) {
    private static final String INTEL = "GenuineIntel";
    private static final String AMD = "AuthenticAMD";
    private static final String UNKNOWN = "unknown";
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
            return new CpuFeatures(UNKNOWN, System.getProperty("os.arch", UNKNOWN), Set.of());
        }
    }

    /**
     * Reads the text of {@code /proc/cpuinfo}.
     *
     * <p>A flag counts only where every CPU has it: a thread may run on any of them.
     */
    public static CpuFeatures parse(String cpuInfo) {
        String vendor = values(cpuInfo, "vendor_id").findFirst().orElse(UNKNOWN);
        String model = values(cpuInfo, "model name").findFirst().orElse(UNKNOWN);
        List<Set<String>> perCpu = values(cpuInfo, "flags")
                .map(line -> Set.of(Arrays.stream(line.split("\\s+")).distinct().toArray(String[]::new)))
                .toList();
        Set<String> common = perCpu.isEmpty() ? Set.of() : new TreeSet<>(perCpu.get(0));
        for (Set<String> flags : perCpu) {
            common.retainAll(flags);
        }
        return new CpuFeatures(vendor, model, common);
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

    /** How bfloat16 compares with float32. */
    public enum Bfloat16 {
        FASTER,
        SLOWER,
        /** No processor of this kind was measured: {@link FasterPrecision} measures it. */
        UNKNOWN
    }

    /**
     * How bfloat16 compares with float32, by the processors that were measured.
     *
     * <p>AMD's avx512_bf16 doubles the speed. Intel's does not: without amx_bf16, bfloat16 ran at 0.76 of float32. Without
     * either the engine emulates bfloat16.
     */
    public Bfloat16 bfloat16() {
        return switch (vendor) {
            case AMD -> has("avx512_bf16") ? Bfloat16.FASTER : Bfloat16.SLOWER;
            case INTEL -> has("amx_bf16") ? Bfloat16.FASTER : Bfloat16.SLOWER;
            default -> Bfloat16.UNKNOWN;
        };
    }

    /** Whether oneDNN takes bfloat16 here, be it fast or not. */
    boolean oneDnnTakesBfloat16() {
        return has("avx_ne_convert") || (has("avx512bw") && has("avx512vl") && has("avx512dq"));
    }
}
