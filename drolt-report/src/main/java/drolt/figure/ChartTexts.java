package drolt.figure;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the charts of one figure write. The chart library hands the canvas no text, only the outlines of its letters; from
 * an outline this finds the text again. An outline is found only if it is that of a text to the bit.
 *
 * <p>Texts may still be added while a chart is painted: it lays its ticks out before it draws anything.
 */
final class ChartTexts {
    private static final MathContext TICK_DIGITS = new MathContext(6);
    private static final double LEAST_IN_FULL = 1e-4;
    private static final double GREATEST_IN_FULL = 1e5;

    private final Font tickFont;
    private final List<Written> texts = new ArrayList<>();
    private final Map<List<Float>, Written> byOutline = new HashMap<>();
    private int known; // texts that stand in byOutline

    ChartTexts(Font tickFont) {
        this.tickFont = tickFont;
    }

    /**
     * A text as it is drawn.
     *
     * @param degrees by which it is turned upwards
     */
    record Written(String text, Font font, int degrees) {
        /** Turned as the chart library turns it. */
        AffineTransform turn() {
            return AffineTransform.getRotateInstance(-Math.toRadians(degrees), 0, 0);
        }
    }

    void add(String text, Font font, int degrees) {
        if (!text.isBlank()) {
            texts.add(new Written(text, font, degrees));
        }
    }

    /** The label of a tick at a number; empty where it is not finite. */
    String tick(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        double size = Math.abs(value);
        boolean inFull = size == 0 || (size >= LEAST_IN_FULL && size < GREATEST_IN_FULL);
        String text = new DecimalFormat(
                        inFull ? "#,##0.##########" : "0.#####E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(new BigDecimal(value).round(TICK_DIGITS));
        add(text, tickFont, 0);
        return text;
    }

    /**
     * The text that has this outline.
     *
     * @param context of the canvas, always the same one
     */
    Optional<Written> find(Shape outline, FontRenderContext context) {
        for (; known < texts.size(); known++) {
            Written next = texts.get(known);
            byOutline.putIfAbsent(
                    segments(new TextLayout(next.text(), next.font(), context).getOutline(next.turn())), next);
        }
        return Optional.ofNullable(byOutline.get(segments(outline)));
    }

    private static List<Float> segments(Shape outline) {
        List<Float> segments = new ArrayList<>();
        float[] points = new float[6];
        for (PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(points);
            segments.add((float) kind);
            for (int i = 0; i < coordinates(kind); i++) {
                segments.add(points[i] + 0f); // of both zeros the positive one
            }
        }
        return segments;
    }

    private static int coordinates(int kind) {
        return switch (kind) {
            case PathIterator.SEG_CLOSE -> 0;
            case PathIterator.SEG_QUADTO -> 4;
            case PathIterator.SEG_CUBICTO -> 6;
            default -> 2;
        };
    }
}
