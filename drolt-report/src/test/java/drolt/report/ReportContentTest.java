package drolt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.evaluation.CalibrationError;
import drolt.evaluation.Predictions;
import drolt.experiment.ArmPredictions;
import drolt.experiment.ArmResult;
import drolt.experiment.RunOptions;
import drolt.experiment.RunResult;
import drolt.inference.FeatureMatrix;
import drolt.report.ChartData.ArmData;
import drolt.report.ChartData.CalibrationData;
import drolt.report.ChartData.MistakeData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on the page of a run of CIFAR-100-LT, beside its charts. */
class ReportContentTest {
    private static final Path STORED =
            Path.of("..", "results/cifar100-lt-if100-40-epochs/reference-rows-seed1/result.json");
    private static final Pattern INTERVAL = Pattern.compile("class=\"interval\">([^<]+)<");

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void keepResult() throws IOException {
        run = Files.createDirectories(folder.resolve("one"));
        Files.copy(STORED, run.resolve("result.json"));
    }

    private ReportMaterial material(Path... runs) {
        return ReportMaterial.gather(List.of(runs), new RunOptions(folder, null, 1), null);
    }

    private String page(Path... runs) throws IOException {
        Path file = folder.resolve("report.html");
        Report.write(file, material(runs), null);
        return Files.readString(file);
    }

    private static void state(Path run, String command) throws IOException {
        Files.writeString(run.resolve("state.json"), """
                {"formatVersion": 1, "phase": "FINISHED", "process": 1, "started": "2026-01-02T03:00:00Z",
                 "updated": "2026-01-02T03:04:05Z", "stage": null, "position": 0, "stages": 3, "epoch": 0, "epochs": 0,
                 "step": 0, "stepsPerEpoch": 0, "progress": 1.0, "loss": null, "imagesPerSecond": null,
                 "secondsLeft": null, "note": null%s}
                """.formatted(command));
    }

    @Test
    void dateDurationAndCommandAreTold() throws IOException {
        state(
                run,
                ", \"begun\": \"2026-01-01T23:00:00Z\", \"secondsBefore\": 3600.0,"
                        + " \"command\": \"drolt train own.yaml --set seed=1\"");

        assertThat(page(run))
                .contains("one, finished 2026-01-02 03:04 UTC after 1 h 4 min</p>")
                .contains("<dt>command</dt><dd>drolt train own.yaml --set seed&#x3D;1</dd>")
                .contains("<dt>begun</dt><dd>2026-01-01 23:00 UTC</dd>")
                .contains("<dt>duration</dt><dd>1 h 4 min, pauses left out</dd>");
    }

    @Test
    void whatAnOlderRunDoesNotKeepIsSaid() throws IOException {
        assertThat(page(run)).contains("<dt>date</dt><dd>not kept by this run");

        state(run, "");
        assertThat(page(run))
                .contains("after 4 min 5 s</p>", "<dt>begun</dt><dd>2026-01-02 03:00 UTC</dd>")
                .contains("<dt>command</dt><dd>not kept: an older version made the run</dd>");

        Files.writeString(run.resolve("state.json"), "{");
        assertThat(page(run)).contains("<dt>date</dt><dd>not kept by this run");
    }

    @Test
    void aShareHasItsIntervalAndAMeanOverSeedsHasNone() throws IOException {
        List<String> intervals = new ArrayList<>();
        INTERVAL.matcher(page(run)).results().forEach(found -> intervals.add(found.group(1)));

        assertThat(intervals).hasSize(3 * 5).startsWith("31.0 to 32.9"); // 3195 of 10,000
        assertThat(intervals.get(3)).as("88 of the 3,000 of few").isEqualTo("2.4 to 3.6");

        Path other = Files.createDirectories(folder.resolve("two"));
        Files.writeString(
                other.resolve("result.json"), Files.readString(STORED).replaceFirst("\"seed\" : 1", "\"seed\" : 2"));
        String both = page(run, other);
        assertThat(INTERVAL.matcher(both).results()).isEmpty();
        assertThat(both).doesNotContain("Clopper");
    }

    @Test
    void aMeanOverClassesIsNoShareOfImages() throws IOException {
        String text = Files.readString(STORED).replaceFirst("\"accuracy\" : 0.3195,", "\"accuracy\" : 0.31951234,");
        Files.writeString(run.resolve("result.json"), text);

        assertThat(INTERVAL.matcher(page(run)).results()).hasSize(3 * 5 - 1);
    }

    @Test
    void pairsAreTheMostFrequentConfusions() {
        ArmResult arm = material(run).runs().get(0).result().arms().get(0);
        List<List<Integer>> pairs = Mistakes.pairs(arm);

        assertThat(pairs)
                .hasSize(20)
                .allMatch(pair -> !pair.get(0).equals(pair.get(1)))
                .isSortedAccordingTo(Comparator.comparing(pair -> -pair.get(2)));
        int least = pairs.get(pairs.size() - 1).get(2);
        assertThat(arm.confusion().stream().filter(entry -> !entry.get(0).equals(entry.get(1)) && entry.get(2) > least))
                .isSubsetOf(pairs);
    }

    /** Random answers to the run's own 100 classes, 4 images each. */
    private static ArmPredictions predictions(boolean losses) {
        Random random = new Random(3);
        int size = 400;
        int[] labels = IntStream.range(0, size).map(i -> i % 100).toArray();
        int[] predicted = IntStream.of(labels)
                .map(label -> random.nextBoolean() ? label : random.nextInt(100))
                .toArray();
        float[] confidence = new float[size];
        float[] loss = new float[size];
        for (int i = 0; i < size; i++) {
            confidence[i] = random.nextFloat();
            loss[i] = losses ? 5 * random.nextFloat() : Float.NaN;
        }
        return new ArmPredictions(
                new Predictions(labels, predicted, confidence, loss, 100),
                new int[] {0, 1},
                new FeatureMatrix(new float[] {1, 2}, new int[] {0, 1}, 1));
    }

    private static ReportRun with(ReportRun run, ArmPredictions said) {
        RunResult result = run.result();
        return new ReportRun(
                run.folder(),
                run.name(),
                result,
                run.recipe(),
                result.arms().stream().map(arm -> said).toList(),
                run.files(),
                run.state());
    }

    @Test
    void theLargestLossesOfWrongAnswersAreListedWithTheirFiles() {
        ArmPredictions said = predictions(true);
        ReportRun told = with(material(run).runs().get(0), said);
        List<String> files =
                IntStream.range(0, 400).mapToObj(i -> "test/" + i + ".png").toList();
        Pictures pictures = new Pictures(List.of(told));
        List<MistakeData> mistakes = Mistakes.data(said, files, pictures);

        Predictions all = said.predictions();
        Integer[] expected = IntStream.range(0, 400)
                .filter(i -> all.labels()[i] != all.predicted()[i])
                .boxed()
                .sorted(Comparator.comparing(i -> -all.losses()[i]))
                .limit(20)
                .toArray(Integer[]::new);
        assertThat(mistakes)
                .extracting(MistakeData::image)
                .containsExactly(Arrays.stream(expected).map(files::get).toArray(String[]::new));
        assertThat(mistakes).allSatisfy(mistake -> {
            assertThat(mistake.picture()).isNotNull();
            assertThat(pictures.positions()[mistake.picture()]).isEqualTo(files.indexOf(mistake.image()));
        });
        assertThat(pictures.positions()).startsWith(0, 1).doesNotHaveDuplicates();
        assertThat(Mistakes.data(said, List.of(), pictures).get(0).image()).isEqualTo("test image " + expected[0]);
    }

    @Test
    void withoutLossesTheSurestWrongAnswersStandFirst() {
        ArmPredictions said = predictions(false);
        List<MistakeData> mistakes = Mistakes.data(said, List.of(), new Pictures(List.of()));

        assertThat(mistakes)
                .hasSize(20)
                .allSatisfy(mistake -> assertThat(mistake.loss()).isNull())
                .isSortedAccordingTo(Comparator.comparing(mistake -> -mistake.confidence()));
    }

    @Test
    void calibrationIsToldByShot() {
        ArmPredictions said = predictions(true);
        RunResult result = material(run).runs().get(0).result();
        List<CalibrationData> groups =
                ShotCalibration.of(result.arms().get(0).evaluation(), result.trainingCounts(), said);

        assertThat(groups).extracting(CalibrationData::group).containsExactly("all", "many", "medium", "few");
        assertThat(groups.stream().skip(1).mapToInt(CalibrationData::samples)).containsExactly(140, 140, 120);
        Predictions all = said.predictions();
        int[] few = IntStream.range(0, all.size())
                .filter(i -> result.trainingCounts().get(all.labels()[i]) < 20)
                .toArray();
        assertThat(groups.get(3).error())
                .isCloseTo(CalibrationError.of(all.only(few)).expected().orElseThrow(), within(1e-3));
        assertThat(ShotCalibration.of(result.arms().get(0).evaluation(), result.trainingCounts(), null))
                .extracting(CalibrationData::group)
                .containsExactly("all");
    }

    @Test
    void anArmNamesItsStagesInTheirOrder() {
        List<ReportRun> runs = material(run).runs();
        ChartData data = new ChartAssembly(runs, new Pictures(runs), List.of()).assemble("CE", null);

        assertThat(data.stages()).extracting(ChartData.StageData::name).containsExactly("pretrain", "pretrain-crt");
        assertThat(data.arms())
                .extracting(ArmData::stages)
                .containsExactly(List.of(0), List.of(0, 1), List.of(0)); // logit adjustment trains nothing
    }

    @Test
    void stagesOfEveryRunAreItsOwn() throws IOException {
        Path other = Files.createDirectories(folder.resolve("two"));
        Files.writeString(
                other.resolve("result.json"), Files.readString(STORED).replaceFirst("\"seed\" : 1", "\"seed\" : 2"));
        List<ReportRun> runs = material(run, other).runs();
        ChartData data = new ChartAssembly(runs, new Pictures(runs), List.of()).assemble("CE", null);

        assertThat(data.arms().stream().flatMap(arm -> Stream.of(arm.stages())))
                .containsExactly(List.of(0), List.of(0, 1), List.of(0), List.of(2), List.of(2, 3), List.of(2));
    }
}
