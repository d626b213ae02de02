package drolt.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the processor says it can do.
 *
 * @param flags lower-case names as Linux prints them, for example {@code avx512_bf16}; empty where unknown
 */
public record CpuFeatures(Set<String> flags) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public CpuFeatures {
        flags = Set.copyOf(flags);
    }

    /** Reads the flags of the first processor; none where the system does not tell. */
    public static CpuFeatures ofThisMachine() {
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(CpuFeatures::parse)
                    .orElse(new CpuFeatures(Set.of()));
        } catch (IOException e) {
            return new CpuFeatures(Set.of());
        }
    }

    private static CpuFeatures parse(String line) {
        return new CpuFeatures(Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")));
    }

    /** Whether bfloat16 products run in hardware, so that they are faster than float32 ones. */
    public boolean fastBfloat16() {
        return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
    }
}
