package drolt.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that works in folders which several processes share.
 *
 * @param host name of its machine, for people
 * @param machine tells where its process number means something: host, boot and namespace of process numbers
 * @param pid its process number
 * @param started when the process began, by a clock that nobody sets: ticks since the machine booted where there is
 *     {@code /proc}, elsewhere the milliseconds since 1970 that the system noted then; 0 where it does not tell. Numbers
 *     of processes are given again, these are not
 * @param version of the program and of all that decides its numbers; workers on one folder must have the same
 */
public record Worker(String host, String machine, long pid, long started, String version) {
    private static final int STATE_TO_START = 19; // fields of /proc/PID/stat from the state to the time of the start

    /** This process. */
    public static Worker current(String version) {
        String host = hostName();
        ProcessHandle self = ProcessHandle.current();
        return new Worker(host, host + boot() + namespace(), self.pid(), started(self), version);
    }

    /** Whether it is known to have ended: false while it lives, and where this machine cannot know. */
    public boolean isGone(Worker here) {
        if (!machine.equals(here.machine)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return true;
        }
        long now = started(process.get());
        boolean comparable = started > 0 && now > 0;
        return comparable && now != started;
    }

    /** For people to read. */
    public String inWords() {
        return "process " + pid + " on " + host;
    }

    /** Not the JDK's start time: it is computed from the time of day, and moves when somebody sets the clock. */
    private static long started(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }
        try {
            return ticks(Files.readString(stat));
        } catch (IOException e) {
            return 0;
        }
    }

    /** The name stands in brackets and may hold anything, brackets and blanks too. */
    private static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length > STATE_TO_START ? Long.parseLong(fields[STATE_TO_START]) : 0;
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return hostNameByNetwork();
        }
    }

    private static String hostNameByNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }

    /** Differs from boot to boot, and between machines of one name; empty where the system has none. */
    private static String boot() {
        try {
            return " "
                    + Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Containers may share a machine's name and number their processes each for itself. */
    private static String namespace() {
        try {
            return " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
