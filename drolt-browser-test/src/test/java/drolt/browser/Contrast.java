package drolt.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** Contrast of text as the browser computed its colours, by the formula of WCAG 2. */
final class Contrast {
    private static final String TOO_LITTLE = """
            least => {
              const numbers = color => color.match(/[\\d.]+/g).map(Number);
              const light = color => {
                const [r, g, b] = numbers(color).slice(0, 3).map(value => value / 255)
                  .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const opaque = color => numbers(color)[3] === undefined || numbers(color)[3] > 0;
              const ground = start => {
                for (let at = start; at; at = at.parentElement) {
                  const color = getComputedStyle(at).backgroundColor;
                  if (opaque(color)) return color;
                }
                return 'rgb(255, 255, 255)';
              };
              const bad = new Set();
              let seen = 0;
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let text = walker.nextNode(); text; text = walker.nextNode()) {
                const parent = text.parentElement;
                if (!text.data.trim() || parent.disabled || parent.closest('script, style, .chart')) continue;
                const [one, other] = [light(getComputedStyle(parent).color), light(ground(parent))];
                const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                seen++;
                if (contrast < least) bad.add(contrast.toFixed(2) + ' ' + parent.className + ': ' + text.data.trim());
              }
              return seen < 50 ? ['only ' + seen + ' texts'] : [...bad];
            }""";

    private Contrast() {}

    /** Texts whose contrast is below 4.5, level AA. */
    @SuppressWarnings("unchecked")
    static List<String> tooLittle(Page page) {
        return (List<String>) page.evaluate(TOO_LITTLE, 4.5);
    }
}
