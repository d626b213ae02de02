package drolt.figure;

import java.awt.Font;
import java.awt.Graphics;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.Optional;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes what is drawn as SVG, and letters as {@code text}, which readers can select, search and edit. A text says how
 * long it is here, so that it takes no other space where another font stands in.
 */
final class SvgCanvas extends SVGGraphics2D {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    /** The first three are as wide as each other, or nearly so. */
    private static final String FONTS = "'DejaVu Sans', Verdana, 'Bitstream Vera Sans', Arial, Helvetica, sans-serif";

    private final ChartTexts texts;

    SvgCanvas(Document document, ChartTexts texts) {
        super(SVGGeneratorContext.createDefault(document), false);
        this.texts = texts;
    }

    private SvgCanvas(SvgCanvas canvas) {
        super(canvas);
        this.texts = canvas.texts;
    }

    @Override
    public Graphics create() {
        return new SvgCanvas(this);
    }

    /** What the chart library fills may be letters; what nobody would see is left out. */
    @Override
    public void fill(Shape shape) {
        if (getColor().getAlpha() == 0) {
            return;
        }
        Optional<ChartTexts.Written> found = texts.find(shape, getFontRenderContext());
        if (found.isEmpty()) {
            super.fill(shape);
            return;
        }
        ChartTexts.Written written = found.get();
        AffineTransform before = getTransform();
        Font fontBefore = getFont();
        transform(written.turn());
        setFont(written.font());
        drawString(written.text(), 0, 0);
        setFont(fontBefore);
        setTransform(before);
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (text.isEmpty()) {
            return;
        }
        Element element = getDOMFactory().createElementNS(NAMESPACE, "text");
        element.setAttribute("x", generatorCtx.doubleString(x));
        element.setAttribute("y", generatorCtx.doubleString(y));
        element.setAttribute("font-family", FONTS);
        element.setAttribute(
                "textLength",
                generatorCtx.doubleString(new TextLayout(text, getFont(), getFontRenderContext()).getAdvance()));
        element.setAttribute("lengthAdjust", "spacingAndGlyphs");
        element.appendChild(getDOMFactory().createTextNode(text));
        getDOMGroupManager().addElement(element, DOMGroupManager.FILL);
    }
}
