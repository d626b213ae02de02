package example;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/library.md shows a user of parts of the library, done from outside. */
class LibraryGuideTest {
    private static final int[] COUNTS = {40, 12, 4};

    private static int[] labels() {
        return IntStream.range(0, COUNTS.length)
                .flatMap(label -> IntStream.range(0, COUNTS[label]).map(i -> label))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ForeignLoop", "SamplerAlone"})
    void theGuideShowsTheCodeOfThisTest(String name) throws IOException {
        String code = Files.readString(Path.of("src/test/java/example/" + name + ".java"));
        assertThat(Files.readString(Path.of("../docs/library.md"))).contains("```java\n" + code + "```\n");
    }

    @Test
    void theLossTrainsInAForeignLoop() {
        Engine.load();
        int[] labels = labels();
        Random random = new Random(1);
        float[] inputs = new float[labels.length * 8];
        for (int i = 0; i < inputs.length; i++) {
            boolean own = i % 8 == labels[i / 8];
            inputs[i] = (float) random.nextGaussian() + (own ? 3 : 0);
        }
        List<Float> losses = ForeignLoop.train(inputs, labels, 30);
        assertThat(losses).hasSize(30).allMatch(Float::isFinite);
        assertThat(losses.get(29)).isLessThan(0.7f * losses.get(0));
    }

    @Test
    void theSamplerDrawsClassesEquallyOften() {
        int[] labels = labels();
        int[] draws = SamplerAlone.epoch(labels, COUNTS.length, 0, 10);
        for (int label = 0; label < COUNTS.length; label++) {
            int wanted = label;
            assertThat(IntStream.of(draws).filter(image -> labels[image] == wanted))
                    .hasSize(COUNTS[0]);
        }
    }
}
