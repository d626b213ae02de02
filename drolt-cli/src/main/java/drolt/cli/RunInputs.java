package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.experiment.RunOptions;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Where the images of runs lie and how they are read; mixed into commands that show images to networks. */
final class RunInputs {
    private static final int MOST_THREADS = 256;

    @Mixin
    private final DataFolder dataFolder = new DataFolder();

    @Option(
            names = "--loader-threads",
            paramLabel = "<count>",
            description =
                    "Threads that read and augment images; else the processors less one. Results do not depend on it.")
    private @Nullable Integer loaderThreads;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * The options of runs on these images.
     *
     * @param store folder of stages that they share; null: each keeps its own
     */
    RunOptions runOptions(@Nullable Path store) {
        if (loaderThreads != null && !(loaderThreads >= 1 && loaderThreads <= MOST_THREADS)) {
            throw new ConfigException("--loader-threads: " + loaderThreads + " must lie in 1.." + MOST_THREADS);
        }
        int threads = loaderThreads == null ? RunOptions.usualLoaderThreads() : loaderThreads;
        return new RunOptions(dataFolder.location().path(), store, threads, typed());
    }

    /** The command line that this is a part of. */
    private @Nullable String typed() {
        ParseResult parsed =
                command == null ? null : command.root().commandLine().getParseResult();
        return parsed == null
                ? null
                : Ranks.typed("drolt "
                        + parsed.originalArgs().stream().map(ShellWord::of).collect(Collectors.joining(" ")));
    }

    /** What gives the same images on another command line is added to it. */
    TypedCommand addTo(TypedCommand typed) {
        return dataFolder.addTo(typed).option("--loader-threads", loaderThreads);
    }
}
