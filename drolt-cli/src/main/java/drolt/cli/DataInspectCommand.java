package drolt.cli;

import drolt.cli.output.BarChart;
import drolt.cli.output.ProgressLine;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.EqualFiles;
import drolt.data.ImageCheck;
import drolt.data.ImageData;
import drolt.data.ImageDataset;
import drolt.data.NearDuplicates;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.data.SubsetDraw;
import drolt.data.SubsetIndexFile;
import drolt.data.ValidationSplit;
import drolt.experiment.ImageFit;
import drolt.proposal.FolderSurvey;
import drolt.proposal.ProposalOptions;
import drolt.proposal.RecipeProposal;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the images that a recipe trains on. */
@Command(
        name = "inspect",
        header = "Shows the images that a recipe trains on, or those of a folder.",
        description = "Shows what a recipe trains on: images of each class, groups by shot, imbalance factor.",
        footer = {
            "%nExamples:",
            "  drolt data inspect photos",
            "  drolt data inspect photos.csv",
            "  drolt data inspect cifar100-lt --set dataset.imbalanceFactor=10",
            "  drolt data inspect photos --decode"
        })
final class DataInspectCommand implements Callable<Integer> {
    private static final int MOST_PAIRS = 10;

    private final ConsoleOptions console;

    @Parameters(
            arity = "0..1",
            paramLabel = "<recipe|folder>",
            completionCandidates = CompletionWords.Recipes.class,
            defaultValue = "quickstart",
            description =
                    "Folder or table (.csv, .tsv) of images, name of a recipe, or a YAML file; else ${DEFAULT-VALUE}.")
    private String recipeName = "quickstart";

    @Mixin
    private final Overrides overrides = new Overrides();

    @Option(
            names = "--write-indices",
            paramLabel = "<file>",
            description = "Writes the subset's positions in the whole training set to an index file, which"
                    + " dataset.indices reads.")
    private @Nullable Path indices;

    @Option(
            names = "--decode",
            description = "Decodes every image file and lists those that are damaged, and pairs that look alike.")
    private boolean decode;

    @Mixin
    private final DataFolder dataFolder = new DataFolder();

    DataInspectCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Recipe recipe = recipe();
        ExperimentConfig config = recipe.config();
        ImageData data = config.dataset().load(dataFolder.location().path());
        Optional<SubsetDraw> draw = config.dataset().draw();
        if (indices != null && draw.isEmpty()) {
            throw new ConfigException(
                    recipeName + ": its data set is generated or whole, so that there are no positions to"
                            + " write; name a recipe with a subset, or leave --write-indices out");
        }
        ClassCounts counts = ClassCounts.of(data.train());
        ShotLimits limits = config.dataset().shots();
        console.print(classes(data.train().classNames(), counts, limits).lines(console.style()));
        console.print("");
        console.print(shots(counts, limits).lines(console.style()));
        console.print("");
        console.print(String.format(
                Locale.ROOT,
                "%,d training images of %d classes, %d to %d a class, imbalance factor %.4g; %s%,d test images",
                counts.total(),
                counts.classCount(),
                counts.smallest(),
                counts.largest(),
                counts.imbalanceFactor(),
                validation(config, data),
                data.test().size()));
        if (!data.leftOut().isEmpty()) {
            console.print(data.leftOut().size() + " more are left out because they cannot be used");
        }
        equalFiles(data);
        if (indices != null && draw.isPresent()) {
            SubsetIndexFile.of(
                            data.train(),
                            draw.get().imbalanceFactor(),
                            draw.get().seed())
                    .write(indices);
            console.print("wrote " + indices);
        }
        warnOfMisfits(recipe, data);
        return decode ? decode(data) : ExitCode.OK;
    }

    private Recipe recipe() {
        Optional<Path> folder = FolderProposal.folder(recipeName);
        if (folder.isEmpty()) {
            return RecipeReader.read(recipeName, overrides.given());
        }
        RecipeProposal.Speed any = (model, classCount, side, batchSize) -> 1; // epochs do not matter here
        return RecipeProposal.of(FolderSurvey.of(folder.get()), ProposalOptions.usual(), any)
                .recipe(recipeName, overrides.given());
    }

    /** What an epoch is selected by, and where that comes from; empty: nothing. */
    private static String validation(ExperimentConfig config, ImageData data) {
        ImageDataset own = data.validation();
        if (own != null) {
            return String.format(Locale.ROOT, "%,d validation images; ", own.size());
        }
        double share = config.dataset().validationShare();
        return share == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "validationShare %s sets %,d of them apart for validation; ",
                        share,
                        ValidationSplit.of(data.train(), share, config.seed())
                                .validation()
                                .size());
    }

    private void equalFiles(ImageData data) {
        EqualFiles equal = EqualFiles.of(data);
        if (equal.copies() > 0) {
            console.print(String.format(Locale.ROOT, "%,d files have the bytes of another one", equal.copies()));
        }
        equal.warnings().forEach(console::warn);
    }

    /** Of what would end a training before it begins. */
    private void warnOfMisfits(Recipe recipe, ImageData data) {
        try {
            if (!decode) {
                ImageCheck.require(data);
            }
            ImageFit.requireEnough(recipe, data);
        } catch (ConfigException e) {
            console.warn(String.valueOf(e.getMessage()));
        }
    }

    private int decode(ImageData data) {
        int images = data.parts().stream().mapToInt(ImageDataset::size).sum();
        NearDuplicates near = new NearDuplicates();
        List<String> faults;
        try (ProgressLine progress = console.progress("decoding", "images", images)) {
            faults = ImageCheck.decode(data, image -> {
                near.add(image, image.images() == data.test() ? "test" : "train");
                progress.advance(1);
            });
        }
        console.print(faults);
        lookalikes(near.pairs());
        console.print(String.format(
                Locale.ROOT,
                "%,d of %,d images can be decoded%s",
                images - faults.size(),
                images,
                faults.isEmpty() ? "" : "; replace the others or take them out of the data set"));
        return faults.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private void lookalikes(List<NearDuplicates.Pair> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        long apart = pairs.stream().filter(NearDuplicates.Pair::apart).count();
        console.print(String.format(
                Locale.ROOT,
                "%,d pairs of images look alike, %,d of them trained on and tested on; for example",
                pairs.size(),
                apart));
        pairs.stream().limit(MOST_PAIRS).forEach(pair -> console.print("  " + pair.one() + "  " + pair.other()));
    }

    private static BarChart classes(List<String> names, ClassCounts counts, ShotLimits limits) {
        BarChart.Builder chart = BarChart.builder();
        for (int label = 0; label < counts.classCount(); label++) {
            int count = counts.of(label);
            chart.bar(
                    names.get(label),
                    count,
                    count + " " + limits.of(count).name().toLowerCase(Locale.ROOT));
        }
        return chart.build();
    }

    private static TextTable shots(ClassCounts counts, ShotLimits limits) {
        TextTable.Builder table = TextTable.withColumns(
                Column.left("shot"), Column.right("classes"), Column.right("training images"), Column.left("which"));
        for (Shot shot : Shot.values()) {
            int classes = 0;
            int images = 0;
            for (int count : counts.toArray()) {
                if (limits.of(count) == shot) {
                    classes++;
                    images += count;
                }
            }
            table.row(
                    shot.name().toLowerCase(Locale.ROOT),
                    Integer.toString(classes),
                    Integer.toString(images),
                    switch (shot) {
                        case MANY -> "more than " + limits.manyAbove();
                        case MEDIUM -> limits.fewBelow() + " to " + limits.manyAbove();
                        case FEW -> "fewer than " + limits.fewBelow();
                    });
        }
        return table.build();
    }
}
