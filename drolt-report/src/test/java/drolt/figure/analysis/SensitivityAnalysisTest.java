package drolt.figure.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.analysis.RecipeKey;
import drolt.analysis.Sweep;
import drolt.analysis.SweepMeasure;
import drolt.analysis.SweepPoint;
import drolt.comparison.Summary;
import drolt.data.Shot;
import drolt.figure.Axis;
import drolt.figure.Figure;
import drolt.figure.FigureFiles;
import drolt.figure.Provenance;
import drolt.figure.Series;
import drolt.figure.XyPanel;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensitivityAnalysisTest {
    private static final String LONG_NAME = "DRO-LT in the paper's form, shared radius, eps ... + logit adjustment";
    private static final RecipeKey EPS = new RecipeKey(2, "loss.radius.eps");
    private static final RecipeKey LAMBDA = new RecipeKey(2, "loss.lambda");

    @TempDir
    private Path folder;

    private static SweepPoint point(double value, double accuracy, Map<Shot, Summary> radii) {
        return new SweepPoint(
                "arm " + value,
                value,
                2,
                Map.of(
                        SweepMeasure.ALL,
                        new Summary(accuracy, 0.01, 2),
                        SweepMeasure.MANY,
                        new Summary(2 * accuracy, null, 2),
                        SweepMeasure.FEW,
                        new Summary(accuracy / 2, 0.02, 2),
                        SweepMeasure.VALIDATION,
                        new Summary(accuracy + 0.01, 0.01, 2)),
                radii);
    }

    private static Map<Shot, Summary> radius(double many, double few) {
        return Map.of(Shot.MANY, new Summary(many, null, 1), Shot.FEW, new Summary(few, null, 1));
    }

    private static List<Sweep> sweeps() {
        Sweep.Reference reference = new Sweep.Reference("without the robust term", point(Double.NaN, 0.2, Map.of()));
        return List.of(
                new Sweep(
                        EPS,
                        LONG_NAME,
                        List.of(
                                point(1, 0.3, radius(1, 1)),
                                point(10, 0.35, radius(0.5, 2)),
                                point(70, 0.32, radius(70, 70))),
                        reference),
                new Sweep(EPS, "other", List.of(point(1, 0.31, Map.of()), point(2, 0.32, Map.of())), null),
                new Sweep(LAMBDA, "learned", List.of(point(0, 0.2, Map.of()), point(1, 0.3, Map.of())), null));
    }

    private final List<String> notes = new ArrayList<>();
    private final List<Figure> figures = SensitivityAnalysis.figures(sweeps(), notes);

    private Figure figure(String name) {
        return figures.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static XyPanel panel(Figure figure, int position) {
        return (XyPanel) figure.panels().get(position);
    }

    private static Series.Line line(XyPanel panel, String label) {
        return panel.series().stream()
                .filter(one -> one.label().equals(label))
                .map(Series.Line.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKeyIsAFigureAndASweepAPanelWithALogarithmicAxisWhereValuesSpanMoreThanTen() {
        assertThat(figures)
                .extracting(Figure::name)
                .containsExactly(
                        "sensitivity-stage-2-loss-lambda", "sensitivity-stage-2-loss-radius-eps", "sensitivity-radius");
        Figure eps = figure("sensitivity-stage-2-loss-radius-eps");
        assertThat(eps.panels()).extracting(one -> one.heading()).containsExactly(LONG_NAME, "other");
        assertThat(panel(eps, 0).x()).isEqualTo(Axis.logarithmic("loss.radius.eps (stage 2)"));
        assertThat(panel(figure("sensitivity-stage-2-loss-lambda"), 0).x())
                .as("a value of 0")
                .isEqualTo(Axis.linear("loss.lambda (stage 2)"));
        assertThat(SweepFigure.axis("a", new double[] {1, 10}).logarithmic()).isFalse();
        assertThat(SweepFigure.axis("a", new double[] {1, 10.1}).logarithmic()).isTrue();
    }

    @Test
    void linesHaveMeansInPercentBandsDeviationsAndTheReferenceItsLevel() {
        XyPanel panel = panel(figure("sensitivity-stage-2-loss-radius-eps"), 0);
        assertThat(line(panel, "all").x()).containsExactly(1, 10, 70);
        assertThat(line(panel, "all").y()).containsExactly(30, 35, 32);
        assertThat(line(panel, "validation").y()).containsExactly(31, 36, 33);
        assertThat(line(panel, "all, without the robust term").x()).containsExactly(1, 70);
        assertThat(line(panel, "all, without the robust term").y()).containsExactly(20, 20);
        assertThat(panel.series()).extracting(Series::label).doesNotContain("medium", "nearest class mean");
        Series.Band band = panel.series().stream()
                .filter(Series.Band.class::isInstance)
                .map(Series.Band.class::cast)
                .filter(one -> one.look() == line(panel, "all").look())
                .findFirst()
                .orElseThrow();
        assertThat(band.lower()).containsExactly(29, 34, 31);
        assertThat(band.upper()).containsExactly(31, 36, 33);
        assertThat(notes)
                .containsExactly("loss.radius.eps (stage 2): the dashed line is arm NaN, without the robust term");
    }

    @Test
    void radiiStandOnOneAxisByRisingRadiusWhereASweepChangesThem() {
        Figure radius = figure("sensitivity-radius");
        assertThat(radius.panels()).extracting(one -> one.heading()).containsExactly(LONG_NAME);
        XyPanel panel = panel(radius, 0);
        assertThat(panel.x().logarithmic()).isTrue();
        assertThat(line(panel, "many").x()).containsExactly(0.5, 1, 70);
        assertThat(line(panel, "many").y()).containsExactly(70, 60, 64);
        assertThat(line(panel, "few").x()).containsExactly(1, 2, 70);
        assertThat(SensitivityAnalysis.figures(sweeps().subList(1, 3), new ArrayList<>()))
                .extracting(Figure::name)
                .doesNotContain("sensitivity-radius");
    }

    @Test
    void everyFigureStandsWithinItsFrameAndItsNumbersAreFractionsARowAMeasure() throws IOException {
        for (Figure figure : figures) {
            FigureFiles.write(figure, folder, new Provenance("drolt analyze run", List.of("ab"), "drolt 1"));
            BufferedImage image =
                    ImageIO.read(folder.resolve(figure.name() + ".png").toFile());
            Rectangle inner = new Rectangle(4, 4, image.getWidth() - 8, image.getHeight() - 8);
            assertThat(coloursOutside(image, inner)).as(figure.name()).containsExactly(0xFFFFFFFF);
        }
        assertThat(Files.readString(folder.resolve("sensitivity-stage-2-loss-radius-eps.svg")))
                .contains("must choose nothing", LONG_NAME);
        assertThat(Files.readAllLines(folder.resolve("sensitivity-stage-2-loss-radius-eps.csv")))
                .startsWith(
                        "key,arms,arm,value,measure,seeds,accuracy,deviation",
                        "loss.radius.eps (stage 2),\"" + LONG_NAME + "\",arm 1.0,1.0,all,2,0.3,0.01",
                        "loss.radius.eps (stage 2),\"" + LONG_NAME + "\",arm 1.0,1.0,many,2,0.6,")
                .contains("loss.radius.eps (stage 2),\"" + LONG_NAME + "\",arm NaN,,all,2,0.2,0.01")
                .hasSize(1 + 4 * (3 + 1 + 2));
        assertThat(Files.readAllLines(folder.resolve("sensitivity-radius.csv")))
                .startsWith(
                        "key,arms,arm,value,shot,seeds,mean_radius,accuracy,deviation",
                        "loss.radius.eps (stage 2),\"" + LONG_NAME + "\",arm 10.0,10.0,many,2,0.5,0.7,")
                .hasSize(1 + 2 * 3);
    }

    private static Set<Integer> coloursOutside(BufferedImage image, Rectangle frame) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (!frame.contains(x, y)) {
                    colours.add(image.getRGB(x, y));
                }
            }
        }
        return colours;
    }
}
