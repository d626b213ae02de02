package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunResult;
import drolt.experiment.StoredModel;
import drolt.export.ExportFormat;
import drolt.export.ExportReport;
import drolt.export.ModelExport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trained network for other programs. */
@Command(
        name = "export",
        header = "Writes a trained network for other programs.",
        description =
                "Writes an arm's network as a file that other programs load, and checks it: test images of the run"
                        + " must get the same logits from the file as from the network.",
        footer = {
            "%nONNX and TorchScript files take float32 images [batch, 3, height, width] with values from 0 to 1; the"
                    + " normalisation is part of the network. The file carries class names, size and where it came from.",
            "%nExamples:",
            "  drolt export runs/birds --to onnx",
            "  drolt export runs/birds --to torchscript --output birds.pt",
            "  drolt export runs/birds --arm DRO-LT --to safetensors"
        })
final class ExportCommand implements Callable<Integer> {
    private static final double KIB = 1024;

    private final ConsoleOptions console;

    @Parameters(paramLabel = "<run>", description = "Folder of the run.")
    private Path run = Path.of(".");

    @Option(names = "--to", required = true, paramLabel = "<format>", description = "onnx, torchscript or safetensors.")
    private ExportFormat format = ExportFormat.ONNX;

    @Mixin
    private final ChosenArm arm = new ChosenArm();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "The file to write; else beside the arm's weights, in the run's folder models.")
    private @Nullable Path output;

    @Mixin
    private final RunInputs inputs = new RunInputs();

    ExportCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunResult result = RunResult.ofRun(run);
        ArmResult chosen = arm.of(run, result, console);
        Path target = output == null
                ? run.resolve(chosen.model().replaceFirst("\\.safetensors$", "")
                        + (format == ExportFormat.SAFETENSORS ? ".export." : ".")
                        + format.extension())
                : output;
        try (StoredModel model = StoredModel.open(run, chosen.name())) {
            if (format == ExportFormat.SAFETENSORS) {
                console.print("wrote " + new ModelExport(model, Optional.empty()).safetensors(target)
                        + ": the weights, with the card in the metadata");
                return ExitCode.OK;
            }
            ModelExport export = new ModelExport(model, testImages());
            say(
                    format == ExportFormat.ONNX
                            ? export.onnx(target, new OnnxRuntimeRunner())
                            : export.torchScript(target));
        }
        return ExitCode.OK;
    }

    private Optional<ImageDataset> testImages() {
        try {
            return Optional.of(FinishedRun.open(run, inputs.runOptions(null)).test());
        } catch (ConfigException e) {
            console.note("checked on random images, since the run's test images can't be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void say(ExportReport report) {
        console.print(String.format(
                Locale.ROOT,
                "wrote %s: %,.0f KiB; %d %s images through %s: logits differ by at most %.2g",
                report.file(),
                report.bytes() / KIB,
                report.images(),
                report.imagesOfRun() ? "test" : "random",
                report.checkedBy(),
                report.largestDifference()));
    }
}
