package drolt.cli.campaign;

import drolt.cli.DroltProcess;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * A JVM with a loaded engine that runs command after command, since a start costs more than most of them.
 *
 * <p>It is another process than the campaign's, so that a crash, an endless loop or a full heap is a failed try.
 */
final class WarmDrolt implements AutoCloseable {
    private static final int LIMIT_SECONDS = 180;

    private final Path log;
    private final Timer watch = new Timer("limit", true);
    private @Nullable Process process;

    /**
     * @param log takes what the JVM itself says
     */
    WarmDrolt(Path log) {
        this.log = log;
    }

    /** Runs a command. */
    Answer run(String... arguments) throws IOException {
        Process running = running();
        TimerTask limit = new TimerTask() {
            @Override
            public void run() {
                running.destroyForcibly();
            }
        };
        watch.schedule(limit, LIMIT_SECONDS * 1000L);
        try {
            DataOutputStream to = new DataOutputStream(running.getOutputStream());
            to.writeInt(arguments.length);
            for (String argument : arguments) {
                to.writeUTF(argument);
            }
            to.flush();
            DataInputStream from = new DataInputStream(running.getInputStream());
            return new Answer(from.readInt(), text(from), text(from));
        } catch (IOException e) {
            running.destroyForcibly();
            return new Answer(
                    Answer.GONE,
                    "",
                    "the JVM died, or had not answered after " + LIMIT_SECONDS + " s; see " + log + "; "
                            + String.join(" ", arguments));
        } finally {
            limit.cancel();
        }
    }

    private static String text(DataInputStream from) throws IOException {
        return new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8);
    }

    private Process running() throws IOException {
        if (process == null || !process.isAlive()) {
            List<String> command = new ArrayList<>(DroltProcess.java(List.of("-XX:+UseSerialGC")));
            command.set(command.size() - 1, WarmDroltMain.class.getName());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("OMP_NUM_THREADS", "1");
            process = builder.start();
        }
        return process;
    }

    @Override
    public void close() {
        watch.cancel();
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
