package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationReportTest {
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void gathersTheNumbersOfItsParts() {
        Predictions predictions = RandomPredictions.of(3, new int[] {0, 0, 0, 1, 1}, new int[] {0, 1, 1, 1, 1});
        Predictions nearest = RandomPredictions.of(3, new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 0, 1, 1});
        ClassCounts counts = ClassCounts.of(200, 50, 5);

        EvaluationReport report =
                EvaluationReport.of(predictions, Map.of(CentroidMetric.COSINE, nearest), counts, ShotLimits.PAPER);

        assertThat(report.samples()).isEqualTo(5);
        assertThat(report.classifier()).isEqualTo(ShotAccuracy.of(predictions, counts, ShotLimits.PAPER));
        assertThat(report.nearestCentroid())
                .containsExactlyEntriesOf(
                        Map.of(CentroidMetric.COSINE, ShotAccuracy.of(nearest, counts, ShotLimits.PAPER)));
        assertThat(report.calibration()).isEqualTo(CalibrationError.of(predictions));
        assertThat(report.classes())
                .containsExactly(
                        new EvaluationReport.ClassReport(
                                0, 200, 3, OptionalDouble.of(1 / 3.0), OptionalDouble.of(1), OptionalInt.of(1), 2),
                        new EvaluationReport.ClassReport(
                                1, 50, 2, OptionalDouble.of(1), OptionalDouble.of(0.5), OptionalInt.empty(), 0),
                        new EvaluationReport.ClassReport(
                                2, 5, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comesBackFromJsonToTheDigit(long seed) {
        Random random = new Random(seed);
        Predictions predictions = RandomPredictions.of(random);
        float[] none = new float[predictions.size()];
        Arrays.fill(none, Float.NaN);
        Predictions nearest =
                new Predictions(predictions.labels(), predictions.predicted(), none, predictions.classCount());
        int[] counts = random.ints(predictions.classCount(), 0, 200).toArray();
        EvaluationReport report = EvaluationReport.of(
                random.nextBoolean() ? predictions : nearest,
                random.nextBoolean() ? Map.of() : Map.of(CentroidMetric.EUCLIDEAN, nearest),
                ClassCounts.of(counts),
                ShotLimits.PAPER);

        String json = mapper.writeValueAsString(report);

        assertThat(mapper.readValue(json, EvaluationReport.class)).isEqualTo(report);
        assertThat(json).doesNotContain("NaN").doesNotContain("present");
    }

    @Test
    void whatDoesNotExistIsNullInJson() {
        EvaluationReport report = EvaluationReport.of(
                RandomPredictions.of(1, new int[] {0}, new int[] {0}),
                Map.of(),
                ClassCounts.of(new int[] {500}),
                ShotLimits.PAPER);
        JsonNode classifier = mapper.readTree(mapper.writeValueAsString(report)).get("classifier");
        assertThat(classifier.get("many").asDouble()).isEqualTo(1);
        assertThat(classifier.get("few").isNull()).isTrue();
    }
}
