package drolt.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One figure with every kind of panel and series, and labels as long as users make them. */
class FigureFilesTest {
    private static final String LONG_ARM =
            "DRO-LT paper, eps/sqrt(n) + logit adjustment [runs/a-long-name-of-a-run-seed2]";
    private static final Provenance PROVENANCE =
            new Provenance("drolt analyze runs/größe --only errors", List.of("ab12", "cd34"), "drolt 1.2.3");

    @TempDir
    private static Path folder;

    private static Figure figure;

    @BeforeAll
    static void draw() {
        double[] x = {1, 10, 100, 1000};
        XyPanel lines = new XyPanel(
                "Lines",
                Axis.logarithmic("class size (training images)"),
                Axis.linear("radius (feature units)"),
                List.of(
                        new Series.Band(Look.BLUE, x, new double[] {0, 1, 2, 3}, new double[] {2, 3, 4, 5}),
                        new Series.Points("", Look.ORANGE, x, new double[] {1, Double.NaN, 2, 5}),
                        new Series.Line("CE", Look.BLUE, x, new double[] {1, 2, 3, 4}, true),
                        new Series.Line(LONG_ARM, Look.BLACK, x, new double[] {4, 3, Double.NaN, 1}, false)));
        XyPanel nothing = new XyPanel(
                "Nothing finite",
                Axis.linear("epoch"),
                Axis.linear("radius").within(0, 1),
                List.of(new Series.Line(
                        "CE", Look.BLUE, x, new double[] {Double.NaN, 1 / 0.0, 0 / 0.0, 0 / 0.0}, true)));
        BarPanel bars = new BarPanel(
                LONG_ARM,
                "classes",
                List.of("layer-of-many", "layer-of-medium", "layer-of-few"),
                Axis.linear("error (%)").within(0, 100),
                List.of(
                        new BarPanel.Bars("CE", Look.BLUE, new double[] {20, Double.NaN, 90}),
                        new BarPanel.Bars(LONG_ARM, Look.BLACK, new double[] {25, 40, 100})));
        DataTable data = DataTable.withColumns("arm", "rank", "error")
                .row("CE", 1, 0.25)
                .row("a \"quoted\", name", 2, Double.NaN)
                .row(null, 3, 1e-9)
                .build();
        figure = new Figure("every-kind", "What is to be seen.", List.of(lines, nothing, bars), 2, data);
        FigureFiles.write(figure, folder, PROVENANCE);
    }

    private static Document svg() throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("every-kind.svg").toFile());
    }

    @Test
    void allFourFilesStandThereAndTheSameBytesComeAgain() throws IOException {
        Path again = folder.resolve("again");
        FigureFiles.write(figure, again, PROVENANCE);
        for (String ending : FigureFiles.ENDINGS) {
            Path file = folder.resolve("every-kind." + ending);
            assertThat(file).isNotEmptyFile().hasSameBinaryContentAs(again.resolve("every-kind." + ending));
        }
    }

    @Test
    void nothingIsDrawnBeyondTheFrame() {
        FigurePainter painter = new FigurePainter(figure);
        Dimension size = painter.size();
        int margin = 60;
        BufferedImage image =
                new BufferedImage(size.width + 2 * margin, size.height + 2 * margin, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.MAGENTA);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.translate(margin, margin);
        painter.paint(canvas);
        canvas.dispose();
        Rectangle frame = new Rectangle(margin, margin, size.width, size.height);
        assertThat(coloursOutside(image, frame)).containsExactly(Color.MAGENTA.getRGB());
    }

    @Test
    void thePixelsShowEveryColourAndLeaveTheMarginWhite() throws IOException {
        BufferedImage image = ImageIO.read(folder.resolve("every-kind.png").toFile());
        Rectangle inner = new Rectangle(4, 4, image.getWidth() - 8, image.getHeight() - 8);
        assertThat(coloursOutside(image, inner)).containsExactly(Color.WHITE.getRGB());
        Set<Integer> colours = coloursOutside(image, new Rectangle());
        assertThat(colours)
                .contains(
                        Look.BLUE.color().getRGB(),
                        Look.ORANGE.color().getRGB(),
                        Look.BLACK.color().getRGB());
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

    @Test
    void theVectorsSayWhereTheyComeFromAndReferToNothingOutside() throws Exception {
        Document document = svg();
        assertThat(document.getDoctype()).isNull();
        assertThat(text(document, "desc"))
                .isEqualTo(
                        "What is to be seen. Panels: Lines: radius (feature units) over class size (training images);"
                                + " Nothing finite: radius over epoch; " + LONG_ARM
                                + ": error (%) over classes. Shown: CE, " + LONG_ARM + ".");
        assertThat(text(document, "command")).isEqualTo(PROVENANCE.command());
        assertThat(text(document, "version")).isEqualTo("drolt 1.2.3");
        assertThat(document.getElementsByTagNameNS("*", "run").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagNameNS("*", "image").getLength()).isZero();
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    @Test
    void thePixelsSayWhereTheyComeFrom() throws IOException {
        assertThat(chunks(folder))
                .contains("Source=" + PROVENANCE.command(), "Software=drolt 1.2.3", "Comment=runs ab12, cd34");
        Provenance greek = new Provenance("drolt analyze runs/λ", List.of("ab"), "1");
        Path other = folder.resolve("greek");
        FigureFiles.write(figure, other, greek);
        assertThat(chunks(other)).contains("Source=drolt analyze runs/λ", "Software=1");
    }

    private static List<String> chunks(Path where) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream =
                ImageIO.createImageInputStream(where.resolve("every-kind.png").toFile())) {
            reader.setInput(stream);
            IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            List<String> found = new ArrayList<>();
            for (String kind : List.of("tEXtEntry", "iTXtEntry")) {
                NodeList entries = root.getElementsByTagName(kind);
                for (int i = 0; i < entries.getLength(); i++) {
                    Element entry = (Element) entries.item(i);
                    found.add(entry.getAttribute("keyword") + "="
                            + entry.getAttribute(kind.equals("tEXtEntry") ? "value" : "text"));
                }
            }
            return found;
        } finally {
            reader.dispose();
        }
    }

    @Test
    void theNumbersAreRowsInBothForms() throws IOException {
        assertThat(Files.readString(folder.resolve("every-kind.csv"))).isEqualTo("""
                arm,rank,error
                CE,1,0.25
                "a ""quoted"", name",2,
                ,3,1.0E-9
                """);
        JsonNode json = new JsonMapper().readTree(Files.readString(folder.resolve("every-kind.json")));
        assertThat(json.get("command").asString()).isEqualTo(PROVENANCE.command());
        assertThat(json.get("runs").get(1).asString()).isEqualTo("cd34");
        assertThat(json.get("rows").get(0).get("error").asDouble()).isEqualTo(0.25);
        assertThat(json.get("rows").get(1).get("error").isNull()).isTrue();
        assertThat(json.get("rows").get(2).get("rank").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsNoFigureIsRefused() {
        assertThatThrownBy(() -> new Figure("Bad name", "", figure.panels(), 1, figure.data()))
                .hasMessageContaining("Bad name");
        assertThatThrownBy(() -> new Figure("a", "", List.of(), 1, figure.data()))
                .hasMessageContaining("0 panels");
        assertThatThrownBy(() -> DataTable.withColumns("a").row(1, 2)).hasMessage("2 cells for 1 columns");
        assertThatThrownBy(() -> new XyPanel("", Axis.linear(""), Axis.linear(""), List.of()))
                .hasMessage("a panel without series");
    }

    @Test
    void looksDifferInColourMarkerAndDash() {
        Set<Object> colours = new HashSet<>();
        Set<Object> markers = new HashSet<>();
        Set<Object> dashes = new HashSet<>();
        for (int i = 0; i < Look.COUNT; i++) {
            colours.add(Look.at(i).color());
            markers.add(Look.at(i).marker());
            dashes.add(Arrays.toString(Look.at(i).stroke().getDashArray()));
        }
        assertThat(List.of(colours.size(), markers.size(), dashes.size())).containsOnly(Look.COUNT);
    }
}
