package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in what is typed and in recipes: one line, exit code 2, and nothing is begun. */
class BadRecipeIT {
    @TempDir
    private static Path folder;

    private static Path recipe;

    @BeforeAll
    static void writeRecipe() throws IOException {
        recipe = TinyRun.embedded(folder);
    }

    @ParameterizedTest(name = "train {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "quikstart| quikstart: neither a recipe nor a file; did you mean 'quickstart'? recipes: quickstart, cifar100-lt, cifar10-lt, cifar100-lt-sensitivity, quickstart-sensitivity, cifar100-lt-released, cifar10-lt-released, imagenet-lt, imagenet-lt-resnet10, imagenet-lt-resnext50, places-lt, inaturalist18",
                "nowhere/own.yaml| nowhere/own.yaml: neither a recipe nor a file; recipes: quickstart, cifar100-lt, cifar10-lt, cifar100-lt-sensitivity, quickstart-sensitivity, cifar100-lt-released, cifar10-lt-released, imagenet-lt, imagenet-lt-resnet10, imagenet-lt-resnext50, places-lt, inaturalist18",
                "--sett seed=2| unknown option '--sett', did you mean '--set'? ('drolt train --help' shows all)",
                "--sed 2| unknown option '--sed', did you mean '--seed'? ('drolt train --help' shows all)",
                "quickstart more| unexpected argument 'more' ('drolt train --help' shows all)",
                "--set seeed=2| --set seeed=2: unknown key; did you mean 'seed'?",
                "--set seed| --set seed: is not of the form key.path=value, for example --set dataset.imbalanceFactor=50",
                "--set seed=x| --set seed=x: 'x' must be a whole number",
                "--set stages.features.epochs=3.7| --set stages.features.epochs=3.7: 3.7 must be a whole number",
                "--set stages.features.loss.kind=drolt| --set stages.features.loss.kind=drolt: 'drolt' is no kind of loss; did you mean 'dro-lt'?",
                "cifar100-lt --set dataset.imbalanceFactor=0.5| --set dataset.imbalanceFactor=0.5: 0.5 must be at least 1, largest over smallest class; for example 100",
                "cifar100-lt --set dataset.imbalanceFactor=.nan| --set dataset.imbalanceFactor=.nan: .nan must be a finite number",
                "--set dataset.imbalanceFactor=2501| --set dataset.imbalanceFactor=2501: 2501.0 must lie between 1 and imagesOfLargestClass (2500), so that no class is left without images; for example 50",
                "--set arms.more=featurs| --set arms.more=featurs: featurs must be one of the stages: pretrain, logit-adjusted, pretrain-classifier, features, classifier, control, control-classifier",
                "--set selection=validation| --set selection=validation: validation needs a validation split; set dataset.validationShare, for example to 0.1",
                "--set stages.features.patienceEpochs=2| --set stages.features.patienceEpochs=2: 2 needs a validation split; set dataset.validationShare, for example to 0.1",
                "--set model.classifier.kind=cosine| recipe quickstart:28: stages.logit-adjusted.kind: logit-adjustment needs a linear classifier; set model.classifier.kind to linear"
            })
    void aMistakeOnTheCommandLineIsOneLine(String arguments, String line) throws Exception {
        TinyRun.assertMistake(DroltProcess.run(("train " + arguments).split(" ")), line, line);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "epochs: 2| epohcs: 2| :10: stages.pretrain.epohcs: unknown key; did you mean 'epochs'?",
                "after: pretrain| after: pretrian| :11: stages.features.after: pretrian must be one of the stages: pretrain, features, classifier",
                "cross-entropy: pretrain| cross-entropy: x| :14: arms.cross-entropy: x must be one of the stages: pretrain, features, classifier",
                "imbalanceFactor: 2| imbalanceFactor: 0.5| :5: dataset.imbalanceFactor: 0.5 must lie between 1 and imagesOfLargestClass (20), so that no class is left without images; for example 50",
                "version: 1| version: 2| : is a recipe of version 2, this program reads up to 1; install a newer drolt",
                "dataset:| datasets:| :2: datasets: unknown key; did you mean 'dataset'?"
            })
    void aMistakeInAFileIsOneLineWithTheFilesLine(String right, String wrong, String line) throws Exception {
        Path bad = folder.resolve("bad.yaml");
        Files.writeString(bad, Files.readString(recipe).replaceFirst(right, wrong));
        Path output = folder.resolve("run");
        Result trained = DroltProcess.run("train", bad.toString(), "--output", output.toString());
        TinyRun.assertMistake(trained, bad + line, "");
        assertThat(output).doesNotExist();
    }

    @Test
    void filesThatAreNoRecipesAreNamed() throws Exception {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {-1, -2, 0});
        TinyRun.assertMistake(DroltProcess.run("recipes", "check", binary.toString()), binary + ": is not text", "");
        TinyRun.assertMistake(
                DroltProcess.run("recipes", "check", folder.toString()), folder + ": is a folder", "name a YAML file");
    }
}
