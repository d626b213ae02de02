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
 * @param startedSeconds when the process began, seconds since 1970; 0 where the system does not tell. Numbers of
 *     processes are given again, times are not
 * @param version of the program and of all that decides its numbers; workers on one folder must have the same
 */
public record Worker(String host, String machine, long pid, long startedSeconds, String version) {
    private static final long CLOCK_TOLERANCE_SECONDS = 10; // the system computes it from the time since it booted

    /** This process. */
    public static Worker current(String version) {
        String host = hostName();
        ProcessHandle self = ProcessHandle.current();
        return new Worker(host, host + boot() + namespace(), self.pid(), started(self), version);
    }

    /** Whether it is known to have ended: false where it lives, and where nobody here can tell. */
    public boolean isGone(Worker here) {
        if (!machine.equals(here.machine)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return true;
        }
        long now = started(process.get());
        boolean comparable = startedSeconds > 0 && now > 0;
        return comparable && Math.abs(now - startedSeconds) > CLOCK_TOLERANCE_SECONDS;
    }

    /** For people to read. */
    public String inWords() {
        return "process " + pid + " on " + host;
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
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
