package drolt.cli;

import drolt.cli.output.ProgressLine;
import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.data.download.Archive;
import drolt.data.download.DownloadSettings;
import drolt.data.download.Downloader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Fetches a data set from its authors. */
@Command(
        name = "download",
        header = "Fetches a data set from its authors.",
        description = "Downloads a data set from its authors, resumes an interrupted download, checks and unpacks it.",
        footer = {"%nExamples:", "  drolt data download cifar-100", "  drolt data download cifar-10 --data ~/datasets"})
final class DataDownloadCommand implements Callable<Integer> {
    private static final long KIB = 1024;

    private final ConsoleOptions console;

    @Parameters(
            paramLabel = "<data set>",
            completionCandidates = CompletionWords.DataSets.class,
            description = "cifar-10 or cifar-100.")
    private String name = "";

    @Mixin
    private final DataFolder dataFolder = new DataFolder();

    DataDownloadCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Archive archive = named(name);
        if (!archive.name().equals(name)) {
            console.note(name + ": drolt writes " + archive.name());
        }
        Downloader downloader = new Downloader(DownloadSettings.standard());
        try (Display display = new Display(archive.name())) {
            Path folder = downloader.fetch(archive, dataFolder.location().path(), display::received);
            display.close();
            console.print(archive.name() + " is in " + folder);
        }
        return ExitCode.OK;
    }

    /** The archive of a name, also where another spelling of it was typed. */
    static Archive named(String name) {
        List<Archive> archives = Archive.all();
        return archives.stream()
                .filter(archive -> plain(archive.name()).equals(plain(name)))
                .findFirst()
                .orElseThrow(() -> new ConfigException(ClosestName.refusal(
                        "data set to download",
                        name,
                        archives.stream().map(Archive::name).toList())));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** A progress line that begins when the size is known. */
    private final class Display implements AutoCloseable {
        private final String title;
        private @Nullable ProgressLine line;

        Display(String title) {
            this.title = title;
        }

        void received(long bytes, long total) {
            ProgressLine shown = line;
            if (shown == null) {
                shown = console.progress(title, "KiB", Math.max(0, total / KIB));
                shown.startAt(bytes / KIB);
                line = shown;
            }
            shown.stepTo(bytes / KIB);
        }

        @Override
        public void close() {
            if (line != null) {
                line.close();
                line = null;
            }
        }
    }
}
