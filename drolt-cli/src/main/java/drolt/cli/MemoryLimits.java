package drolt.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Physical memory of the machine and of this process.
 *
 * @param machineBytes memory of the machine; 0 where it is unknown
 * @param processBytes memory that this process may use, limits of its control groups included; 0 where it is unknown
 */
record MemoryLimits(long machineBytes, long processBytes) {
    /** Reads this process's. */
    static MemoryLimits detect() {
        long process =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() // the JVM takes the limits of control groups into account
                        : 0;
        return new MemoryLimits(machine(process), process);
    }

    private static long machine(long otherwise) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .filter(digits -> !digits.isEmpty())
                    .mapToLong(digits -> Long.parseLong(digits) * 1024)
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
