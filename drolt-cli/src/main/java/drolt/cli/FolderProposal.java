package drolt.cli;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.DatasetConfig;
import drolt.data.ImageFoldersConfig;
import drolt.data.ImageTableConfig;
import drolt.io.Sha256;
import drolt.proposal.FolderSurvey;
import drolt.proposal.ProposalOptions;
import drolt.proposal.ProposedBackbone;
import drolt.proposal.RecipeProposal;
import drolt.recipe.Recipe;
import drolt.recipe.ShippedRecipe;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said of a recipe that drolt proposes for a folder of images; mixed into commands that propose one. */
final class FolderProposal {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final int DIGEST_LENGTH = 8;

    @Option(
            names = "--time",
            paramLabel = "<time>",
            description = "For a folder of images: how long the run may take, as 90s, 30m or 4h; else 30m.")
    private @Nullable String time;

    @Option(
            names = "--size",
            paramLabel = "<pixels>",
            description = "For a folder of images: side of the square that the network sees; else chosen.")
    private @Nullable Integer size;

    @Option(
            names = "--model",
            paramLabel = "<name>",
            completionCandidates = CompletionWords.ProposedBackbones.class,
            description = "For a folder of images: the network, for example resnet-18; else chosen.")
    private @Nullable String model;

    @Option(
            names = "--weights",
            paramLabel = "<file>",
            description = "For a folder of images: weights that the network starts from, safetensors or .pth with"
                    + " torchvision's names; else it starts from scratch.")
    private @Nullable Path weights;

    @Option(
            names = "--seed",
            paramLabel = "<number>",
            description = "For a folder of images: of all randomness; else 1.")
    private @Nullable Long seed;

    /** The folder or table of images that was named in place of a recipe; empty: none was. */
    static Optional<Path> folder(String given) {
        try {
            return ShippedRecipe.find(given).isPresent()
                    ? Optional.empty()
                    : Optional.of(Path.of(given)).filter(FolderSurvey::takes);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Refuses the options where there is no folder to propose a recipe for. */
    void requireNone(String recipe) {
        if (seed != null) {
            throw new ConfigException("--seed belongs to a folder of images; for a recipe write --set seed=" + seed);
        }
        requireAbsent("--time", time, recipe, "stages.NAME.epochs");
        requireAbsent("--size", size, recipe, "augmentation and testView");
        requireAbsent("--model", model, recipe, "model");
        requireAbsent("--weights", weights, recipe, "model.pretrained");
    }

    private static void requireAbsent(String option, @Nullable Object value, String recipe, String keys) {
        if (value != null) {
            throw new ConfigException(option + " belongs to a folder of images, and " + recipe
                    + " is a recipe, which says it in " + keys);
        }
    }

    RecipeProposal propose(Path folder, RecipeProposal.Speed speed) {
        return RecipeProposal.of(FolderSurvey.of(folder), options(), speed);
    }

    private ProposalOptions options() {
        ProposalOptions usual = ProposalOptions.usual();
        try {
            return new ProposalOptions(
                    time == null ? usual.time() : duration(time),
                    size,
                    model == null ? null : backbone(model),
                    weights == null
                            ? null
                            : weights.toAbsolutePath().normalize().toString(),
                    seed == null ? usual.seed() : seed);
        } catch (InvalidValueException e) {
            throw new ConfigException("--" + e.key() + ": " + e.getMessage());
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigException("--time: '" + text + "' is no time; write for example 90s, 30m or 4h");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static ProposedBackbone backbone(String name) {
        List<String> titles = Arrays.stream(ProposedBackbone.values())
                .map(ProposedBackbone::title)
                .toList();
        return Arrays.stream(ProposedBackbone.values())
                .filter(backbone -> backbone.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("--model: " + ClosestName.refusal("network", name, titles)));
    }

    /** The name that a run on a folder goes by: the same for the same folder and options. */
    String runName(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        String said =
                String.join("\n", root.toString(), text(time), text(size), text(model), text(weights), text(seed));
        Path name = root.getFileName();
        return (name == null ? "images" : name.toString().replaceAll("[^\\p{L}\\p{N}._-]", "-")) + "-"
                + Sha256.of(said).substring(0, DIGEST_LENGTH);
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    /** Refuses a recipe that a run follows if it is of other images. */
    static void requireOf(Path folder, Path run, Recipe recipe) {
        String root = folder.toAbsolutePath().normalize().toString();
        DatasetConfig dataset = recipe.config().dataset();
        boolean sameFolder =
                dataset instanceof ImageFoldersConfig images && images.folder().equals(root);
        boolean sameTable =
                dataset instanceof ImageTableConfig table && table.file().equals(root);
        if (!sameFolder && !sameTable) {
            throw new ConfigException(
                    run + ": holds a run on other images than " + folder + "; choose another --output");
        }
    }

    /** What gives the same proposal on another command line is added to it. */
    TypedCommand addTo(TypedCommand command) {
        return command.option("--time", time)
                .option("--size", size)
                .option("--model", model)
                .option("--weights", weights)
                .option("--seed", seed);
    }
}
