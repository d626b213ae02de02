package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that is missing, broken or does not fit the recipe: one line with file and mend, and no run's folder. */
class BadDataIT {
    private static final String MEND = "remove that folder or archive and run 'drolt data download cifar-100', or name"
            + " another one with --data DIR";

    @TempDir
    private Path folder;

    private Path data;
    private Path train;

    @BeforeEach
    void writeData() throws IOException {
        data = folder.resolve("data");
        train = FakeCifar.write(data, 4, 1).resolve("train.bin");
    }

    private void assertRefused(String beginning, String end, String... options) throws Exception {
        Path output = folder.resolve("runs/one");
        String recipe = TinyRun.cifar100(folder).toString();
        List<String> arguments = new ArrayList<>(List.of("train", recipe, "--output", output.toString()));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(Arrays.asList(options));
        Result result = DroltProcess.run(arguments.toArray(String[]::new));
        TinyRun.assertMistake(result, beginning, end);
        assertThat(output.getParent()).as("nothing is begun").doesNotExist();
    }

    @Test
    void aMissingFolder() throws Exception {
        data = folder.resolve("nowhere");
        assertRefused(
                data + ": there is no such folder (looked for cifar-100-binary/train.bin and cifar-100-binary.tar.gz)",
                "get it with 'drolt data download cifar-100', or say where it is with --data DIR");
    }

    @Test
    void aFolderOfSomethingElse() throws Exception {
        data = Files.createDirectory(folder.resolve("photographs"));
        assertRefused(data + ": holds no CIFAR-100", "or say where it is with --data DIR");
    }

    @Test
    void aTruncatedFile() throws Exception {
        Files.write(train, Arrays.copyOf(Files.readAllBytes(train), 100_000));
        assertRefused(
                train + ": is cut short or not CIFAR-100: 100000 bytes are not one or more whole records of 3074; ",
                MEND);
    }

    @Test
    void aLabelOutOfRange() throws Exception {
        byte[] bytes = Files.readAllBytes(train);
        bytes[7 * FakeCifar.RECORD_BYTES + 1] = 100;
        Files.write(train, bytes);
        assertRefused(train + ": label 100 in record 7 is outside 0..99", MEND);
    }

    @Test
    void anIndexFileForAnotherDataSet() throws Exception {
        Path indices = Files.writeString(
                folder.resolve("ten.json"),
                "{\"imb_factor\": 0.5, \"rand_number\": 0, \"counts\": [2, 1], \"indices\": [0, 100, 1]}");
        assertRefused(
                indices + ": is for another data set: it counts 2 classes, this one has 100; ",
                "or leave dataset.indices out",
                "--set",
                "dataset.indices=" + indices);
    }

    @Test
    void aMissingIndexFile() throws Exception {
        Path indices = folder.resolve("nowhere.json");
        assertRefused(
                "dataset.indices: there is no " + indices,
                "name an index file, or leave the key out to draw the subset",
                "--set",
                "dataset.indices=" + indices);
    }

    @Test
    void aClassLeftWithoutImages() throws Exception {
        assertRefused(
                "dataset.imbalanceFactor: 10.0 leaves class 60 (class-60) no training image",
                "take a smaller imbalance factor or more data",
                "--set",
                "dataset.imbalanceFactor=10");
    }

    @Test
    void aBatchLargerThanTheData() throws Exception {
        assertRefused(
                "recipe tiny-cifar: stages.features.batchSize: 4000 must be at most ",
                ", the images that an epoch draws; set it, for example to 128",
                "--set",
                "stages.features.batchSize=4000");
    }

    @Test
    void aFrozenPartThatDoesNotExist() throws Exception {
        assertRefused(
                "recipe tiny-cifar: stages.features.freeze: layer9 must be backbone, attention, classifier, or the beginning",
                "such as layer1",
                "--set",
                "stages.features.freeze=[layer1, layer9]");
    }

    @Test
    void aValidationShareThatIsTooSmallForEveryClass() throws Exception {
        assertRefused(
                "dataset.validationShare: 0.01 cuts no image off any class",
                "or 0 for no validation",
                "--set",
                "dataset.validationShare=0.01");
    }
}
