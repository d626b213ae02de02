package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import drolt.distributed.GroupProcess;
import drolt.distributed.ProcessGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training divided among real JVMs against the same training in this one. */
class DividedTrainingIT {
    private static final double TOLERANCE = 1e-5;

    /** 47 images in batches of 10: the last one of an epoch has 7, which two or three ranks divide unevenly. */
    private static final String STAGE = "{kind: train, epochs: 6, batchSize: 10, augmentation: [{kind: random-flip}],"
            + " optimizer: {kind: sgd, learningRate: 0.02}, batchNorm: eval";

    /** Losses that look at the batch as a whole, keep what they see of it, learn parameters, or weigh it by its labels. */
    private static final List<String> STAGES = List.of(
            STAGE + "}",
            STAGE + ", loss: {kind: cross-entropy, weighting: inverse-count, labelSmoothing: 0.1}, gradientClip: 1,"
                    + " weightAverage: 0.9}",
            STAGE + ", loss: {kind: dro-lt, radius: {kind: learned}}}",
            STAGE + ", loss: {kind: dro-lt, centroids: {kind: moving-average}, radius: {kind: shared, eps: 1}}}",
            STAGE + ", views: [{}], loss: {kind: supervised-contrastive, head: {hidden: 8, dimension: 4}}}",
            STAGE + ", loss: {kind: proco}}",
            "{kind: classifier, epochs: 5, batchSize: 10, augmentation: [], batchNorm: eval}");

    private static List<List<String>> divided(int ranks, List<String> stages) throws IOException, InterruptedException {
        int port = GroupProcess.freePort();
        List<GroupProcess> processes = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            processes.add(GroupProcess.start(DividedTraining.class, rank, ranks, port, stages.toArray(String[]::new)));
        }
        List<List<String>> said = new ArrayList<>();
        List<CompletableFuture<GroupProcess.End>> ends = processes.stream() // at once: who is not read waits
                .map(process -> CompletableFuture.supplyAsync(process::end))
                .toList();
        for (CompletableFuture<GroupProcess.End> each : ends) {
            GroupProcess.End end = each.join();
            assertThat(end.code()).as(String.join("\n", end.lines())).isZero();
            said.add(end.lines());
        }
        return said;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void severalProcessesTrainAsOneDoes(int ranks) throws IOException, InterruptedException {
        List<String> expected = new ArrayList<>();
        for (String stage : STAGES) {
            expected.addAll(
                    DividedTraining.train(stage, ProcessGroup.ALONE).lines().toList());
        }
        List<List<String>> said = divided(ranks, STAGES);
        assertThat(said).as("the same bits on every rank").allMatch(said.get(0)::equals);
        assertClose(said.get(0), expected);
    }

    private static void assertClose(List<String> actual, List<String> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int line = 0; line < actual.size(); line++) {
            String[] words = actual.get(line).split(" ");
            String[] others = expected.get(line).split(" ");
            assertThat(words[0]).isEqualTo(others[0]);
            double[] values = numbers(words);
            double[] wanted = numbers(others);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(values[i])
                        .as("line " + line + ": " + words[0] + " " + i)
                        .isCloseTo(wanted[i], within(TOLERANCE * Math.max(1, Math.abs(wanted[i]))));
            }
        }
    }

    private static double[] numbers(String[] words) {
        return Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    }

    /** Each rank normalises by its own images; what it remembers of them is the ranks' mean, so that all stay alike. */
    @Test
    void batchNormalisationOfEachRankLeavesTheSameBitsOnAll() throws IOException, InterruptedException {
        List<String> stages = List.of(STAGE.replace("eval", "train") + "}");
        List<List<String>> said = divided(2, stages);
        assertThat(said.get(1)).isEqualTo(said.get(0));
        assertThat(divided(2, stages)).as("again").isEqualTo(said);
        String moved = said.get(0).stream()
                .filter(line -> line.contains("running_mean"))
                .findFirst()
                .orElseThrow();
        assertThat(numbers(moved.split(" "))).doesNotContain(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: train, batchSize: 10, mixup: {}} | 2 | mixup: blending takes images of the whole batch",
                "{kind: train, batchSize: 10, cutMix: {}} | 2 | cutMix: blending takes images of the whole batch",
                "{kind: rotation, batchSize: 10} | 2 | kind: this kind of stage cannot be divided",
                "{kind: train, batchSize: 23} | 2 | batchSize: 23 gives an epoch a batch of 1 image for 2 processes",
            })
    void whatCannotBeDividedIsRefused(String stage, int processes, String line) {
        TrainingPlan plan = TinyStage.config(stage).plan().orElseThrow();
        assertThatThrownBy(() -> plan.requireDivisible(TinyStage.images(1, 28, 12, 7), processes))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key() + ": " + refusal.getMessage())
                                .startsWith(line));
    }
}
