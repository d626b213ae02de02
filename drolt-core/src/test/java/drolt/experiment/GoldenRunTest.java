package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.io.Json;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of a small run are those that the present algorithm versions gave before. */
class GoldenRunTest {
    private static final double LOSS_TOLERANCE = 1e-3; // relative; other processors round otherwise
    private static final double ACCURACY_TOLERANCE = 3 / 192.0; // three of the test images
    private static final String ADVICE = "numbers changed: raise the version of the part that changed in"
            + " AlgorithmVersions, so that no stored stage is taken for a new one, and write new golden numbers with"
            + " GoldenRun.main src/test/resources/drolt/golden";

    @TempDir
    Path folder;

    @Test
    void numbersAreThoseOfTheirAlgorithmVersions() throws URISyntaxException {
        URL stored = GoldenRunTest.class.getResource("/drolt/golden/" + GoldenRun.fileName());
        assertThat(stored)
                .as(
                        "golden numbers of these algorithm versions; GoldenRun.main src/test/resources/drolt/golden"
                                + " writes %s",
                        GoldenRun.fileName())
                .isNotNull();
        GoldenRun golden = Json.files("").read(Path.of(stored.toURI()), GoldenRun.class);
        GoldenRun actual = GoldenRun.compute(folder);

        assertThat(actual.versions()).isEqualTo(golden.versions());
        golden.epochs().forEach((stage, epochs) -> {
            for (int epoch = 0; epoch < epochs.size(); epoch++) {
                var found = actual.epochs().get(stage).get(epoch);
                assertThat(found.keySet())
                        .as(ADVICE)
                        .isEqualTo(epochs.get(epoch).keySet());
                String where = ADVICE + " (stage " + stage + ", epoch " + (epoch + 1) + ", %s)";
                epochs.get(epoch)
                        .forEach((part, value) -> assertThat(found.get(part))
                                .as(where, part)
                                .isCloseTo(value, within(LOSS_TOLERANCE * Math.max(Math.abs(value), 0.01))));
            }
        });
        golden.arms()
                .forEach((arm, numbers) -> numbers.forEach(
                        (name, value) -> assertThat(actual.arms().get(arm).get(name))
                                .as(ADVICE + " (arm %s, %s)", arm, name)
                                .isCloseTo(value, within(ACCURACY_TOLERANCE))));
    }
}
