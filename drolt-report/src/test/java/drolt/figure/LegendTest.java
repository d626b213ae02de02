package drolt.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the legend shows is what the panels show. */
class LegendTest {
    private static final int SCALE = 3; // pixels of the PNG a unit of the figure
    private static final int WHITE = 0xFFFFFF;
    private static final double[] X = {0, 1, 2};

    private static Figure figure(Series... series) {
        XyPanel panel = new XyPanel("", Axis.linear("x"), Axis.linear("y"), List.of(series));
        return new Figure(
                "one",
                "One.",
                List.of(panel),
                1,
                DataTable.withColumns("nothing").build());
    }

    @ParameterizedTest
    @EnumSource
    void aSampleShowsItsDashBesideItsMarker(Look look) {
        BufferedImage image = PngWriter.image(figure(new Series.Line("a line", look, X, X, true)));
        int middle = image.getHeight() - (10 + 9) * SCALE; // the only row, above its margin
        int[] row = IntStream.range(0, image.getWidth())
                .map(x -> image.getRGB(x, middle) & WHITE)
                .toArray();
        int first = IntStream.range(0, row.length)
                .filter(x -> row[x] != WHITE)
                .findFirst()
                .orElseThrow();
        int gaps = 0;
        for (int x = first + 1; x < first + 46 * SCALE; x++) {
            gaps += row[x] == WHITE && row[x - 1] != WHITE ? 1 : 0;
        }
        if (look.stroke().getDashArray() == null && look != Look.MEAN) {
            assertThat(gaps).as("unbroken").isZero();
        } else {
            assertThat(gaps).as("breaks to be seen").isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void pointsAndTheLineThroughThemAreOneEntryWithBoth() {
        Figure figure = figure(new Series.Points("CE", Look.BLUE, X, X), new Series.Line("CE", Look.BLUE, X, X, false));
        assertThat(figure.legend()).containsExactly(new LegendEntry("CE", Look.BLUE, true, true, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x000000, WHITE, 0x0072B2})
    void aMeanIsSeenOnEveryColour(int ground) {
        BufferedImage image = new BufferedImage(21, 21, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(ground));
        canvas.fillRect(0, 0, 21, 21);
        canvas.setColor(Look.MEAN.color());
        Look.MEAN.marker().paint(canvas, 10, 10, PanelCharts.MARKER_SIZE);
        canvas.dispose();

        assertThat(pixels(image, 0x000000)).isGreaterThan(20);
        assertThat(pixels(image, WHITE)).isGreaterThan(20);
    }

    private static long pixels(BufferedImage image, int color) {
        return IntStream.range(0, 21 * 21)
                .filter(i -> (image.getRGB(i % 21, i / 21) & WHITE) == color)
                .count();
    }
}
