package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.experiment.RunOptions;
import drolt.report.Report;
import drolt.report.ReportMaterial;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that commands write when runs are done; the runs stand, whatever becomes of it. */
final class FinishedRunReport {
    private FinishedRunReport() {}

    /**
     * Writes it and prints where it is.
     *
     * @param runs folders
     * @param test the test images, where the caller has them
     */
    static void write(
            ConsoleOptions console, List<Path> runs, Path file, RunOptions options, @Nullable ImageDataset test) {
        console.note("writing the report");
        try {
            Report.write(file, ReportMaterial.gather(runs, options, test), null);
            console.print("report: " + file);
        } catch (ConfigException e) {
            console.warn("no report was written: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            console.warn("no report was written: out of memory (" + e.getMessage() + "); give Java more, for example"
                    + " DROLT_JAVA_OPTS=-Xmx12g, and write it with 'drolt report'");
        }
    }
}
