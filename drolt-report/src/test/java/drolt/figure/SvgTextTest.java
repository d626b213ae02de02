package drolt.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What is to be read in the vectors is text, and stands where the pixels show it. */
class SvgTextTest {
    private static final int SCALE = 3; // pixels of the PNG a unit of the SVG
    private static final Pattern STEP = Pattern.compile("(translate|rotate|scale|matrix)\\(([^)]*)\\)");
    private static final Figure FIGURE = figure();

    private static Document document;

    private static Figure figure() {
        double[] x = {1, 10, 100, 1000, 20_000};
        XyPanel lines = new XyPanel(
                "Radii of \"DRO-LT\" & others, a heading too long for its plot",
                Axis.logarithmic("class size (training images)"),
                Axis.linear("radius (feature units)").within(0, 1),
                List.of(
                        new Series.Band(Look.BLUE, x, new double[] {0, 0, 0, 0, 0}, new double[] {1, 1, 1, 1, 1}),
                        new Series.Line("few < 20 images", Look.BLACK, x, new double[] {1, 0.5, 0.2, 0.1, 0}, true)));
        BarPanel few = bars("Slanted", "a-category-of-some-length", "another-category-as-long", "and-another-as-long");
        BarPanel many = bars("Level", "many", "medium", "few");
        DataTable data = DataTable.withColumns("nothing").build();
        return new Figure("texts", "What is to be seen.", List.of(lines, few, many), 2, data);
    }

    private static BarPanel bars(String heading, String... categories) {
        return new BarPanel(
                heading,
                "groups of classes",
                List.of(categories),
                Axis.linear("error (%)").within(0, 100),
                List.of(new BarPanel.Bars("arm", Look.ORANGE, new double[] {20, 50, 90})));
    }

    @BeforeAll
    static void write() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(SvgWriter.bytes(FIGURE, new Provenance("drolt analyze", List.of("ab"), "1")));
        document = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<Element> elements(String name) {
        NodeList nodes = document.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void allThatIsWrittenIsTextAndNothingElse() {
        assertThat(elements("text").stream().map(Element::getTextContent))
                .contains("Radii of \"DRO-LT\" & others, a heading too long for its plot", "Slanted", "Level")
                .contains("class size (training images)", "radius (feature units)", "groups of classes", "error (%)")
                .contains("a-category-of-some-length", "and-another-as-long", "many", "medium", "few")
                .contains("1", "10", "100", "1,000", "10,000", "0", "0.2", "0.8", "20", "80")
                .contains("few < 20 images", "arm")
                .noneMatch(String::isBlank);
        // Letters have curves, and nothing else in this figure has.
        assertThat(elements("path").stream().map(path -> path.getAttribute("d")))
                .noneMatch(curve -> curve.matches("(?s).*[QqCcTtSs].*"));
    }

    @Test
    void everyTextNamesFontsToTakeInItsPlaceAndItsLength() {
        assertThat(elements("text")).isNotEmpty().allSatisfy(text -> {
            assertThat(text.getAttribute("font-family")).matches(".*, .*, sans-serif");
            assertThat(Double.parseDouble(text.getAttribute("textLength"))).isPositive();
            assertThat(text.getAttribute("lengthAdjust")).isEqualTo("spacingAndGlyphs");
        });
    }

    @Test
    void noTextLeavesTheFrameOrMeetsAnother() {
        Element root = document.getDocumentElement();
        Rectangle2D frame = new Rectangle2D.Double(0, 0, number(root, "width"), number(root, "height"));
        List<Element> texts = elements("text");
        List<Rectangle2D> boxes =
                texts.stream().map(text -> outline(text).getBounds2D()).toList();
        for (int i = 0; i < boxes.size(); i++) {
            assertThat(frame.contains(boxes.get(i)))
                    .as(texts.get(i).getTextContent())
                    .isTrue();
            for (int j = 0; j < i; j++) {
                boolean slanted = texts.get(i).getTextContent().contains("-")
                        && texts.get(j).getTextContent().contains("-"); // their boxes meet, they do not
                assertThat(!slanted && boxes.get(i).intersects(boxes.get(j)))
                        .as(texts.get(i).getTextContent() + " over "
                                + texts.get(j).getTextContent())
                        .isFalse();
            }
        }
    }

    @Test
    void everyTextStandsWhereThePixelsShowIt() {
        BufferedImage image = PngWriter.image(FIGURE);
        for (Element text : elements("text")) {
            Shape outline = AffineTransform.getScaleInstance(SCALE, SCALE).createTransformedShape(outline(text));
            Rectangle box = outline.getBounds();
            BufferedImage mask = mask(outline, box);
            int inside = 0;
            int dark = 0;
            for (int x = 0; x < box.width; x++) {
                for (int y = 0; y < box.height; y++) {
                    if ((mask.getRGB(x, y) & 0xFF) > 0x80) {
                        inside++;
                        dark += (image.getRGB(box.x + x, box.y + y) & 0xFF) < 0x80 ? 1 : 0;
                    }
                }
            }
            assertThat(inside).as(text.getTextContent()).isPositive();
            assertThat((double) dark / inside).as(text.getTextContent()).isGreaterThan(0.6); // less than 1 at edges
        }
    }

    /** Where a text's letters stand, on the page. */
    private static double baseline(Element text) {
        AffineTransform place = new AffineTransform();
        for (Node node = text; node instanceof Element element; node = node.getParentNode()) {
            place.preConcatenate(transform(element.getAttribute("transform")));
        }
        return place.transform(new Point2D.Double(number(text, "x"), number(text, "y")), null)
                .getY();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many medium few", "10 1,000 10,000"})
    void wordsBelowTicksStandOnOneBaseline(String words) {
        double[] baselines = elements("text").stream()
                .filter(text -> List.of(words.split(" ")).contains(text.getTextContent()))
                .mapToDouble(SvgTextTest::baseline)
                .distinct()
                .toArray();
        assertThat(baselines).hasSize(1);
    }

    private static BufferedImage mask(Shape shape, Rectangle box) {
        BufferedImage mask = new BufferedImage(box.width, box.height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = mask.createGraphics();
        canvas.translate(-box.x, -box.y);
        canvas.fill(shape);
        canvas.dispose();
        return mask;
    }

    /** Of its letters, by the font's own outlines, in units of the SVG. */
    private static Shape outline(Element text) {
        int style = inherited(text, "font-weight").equals("bold") ? Font.BOLD : Font.PLAIN;
        float size = Float.parseFloat(inherited(text, "font-size").replace("px", ""));
        Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
        TextLayout layout = new TextLayout(text.getTextContent(), font, new FontRenderContext(null, true, true));
        assertThat(number(text, "textLength")).isBetween(layout.getAdvance() - 1.0, layout.getAdvance() + 1.0);
        AffineTransform place = new AffineTransform();
        for (Node node = text; node instanceof Element element; node = node.getParentNode()) {
            place.preConcatenate(transform(element.getAttribute("transform")));
        }
        place.translate(number(text, "x"), number(text, "y"));
        return layout.getOutline(place);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static String inherited(Element element, String attribute) {
        for (Node node = element; node instanceof Element one; node = node.getParentNode()) {
            if (one.hasAttribute(attribute)) {
                return one.getAttribute(attribute);
            }
        }
        return "";
    }

    private static AffineTransform transform(String text) {
        AffineTransform all = new AffineTransform();
        for (Matcher step = STEP.matcher(text); step.find(); ) {
            double[] values = Pattern.compile("[ ,]+")
                    .splitAsStream(step.group(2).strip())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double second = values.length > 1 ? values[1] : 0;
            switch (step.group(1)) {
                case "translate" -> all.translate(values[0], second);
                case "rotate" -> all.rotate(Math.toRadians(values[0]));
                case "scale" -> all.scale(values[0], values.length > 1 ? second : values[0]);
                default -> all.concatenate(new AffineTransform(values));
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "NaN | ''",
                "Infinity | ''",
                "-0.0 | 0",
                "0.30000000000000004 | 0.3",
                "-12.5 | -12.5",
                "0.0001 | 0.0001",
                "12000 | 12,000",
                "99999 | 99,999",
                "1e5 | 1E5",
                "2.5e-5 | 2.5E-5",
                "0.1234567 | 0.123457"
            })
    void ticksAreShortNumbersInOneForm(double value, String label) {
        assertThat(new ChartTexts(PanelCharts.font(Font.PLAIN, 0)).tick(value)).isEqualTo(label);
    }
}
