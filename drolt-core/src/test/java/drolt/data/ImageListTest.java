package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageListTest {
    static ImageList parse(String text) {
        return ImageList.of(TextLines.parse(text.getBytes(StandardCharsets.UTF_8), "list.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train/a.jpg 0\ntrain/b c.jpg 12\nd\t3",
                "train/a.jpg 0\r\ntrain/b c.jpg 12\r\nd 3\r\n",
                "\uFEFFtrain/a.jpg   0\ntrain/b c.jpg 12 \nd 3\n"
            })
    void linesArePathsAndLabels(String text) {
        ImageList list = parse(text);
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.path(0)).isEqualTo("train/a.jpg");
        assertThat(list.path(1)).isEqualTo("train/b c.jpg");
        assertThat(list.label(1)).isEqualTo(12);
        assertThat(list.path(2)).isEqualTo("d");
        assertThat(list.label(2)).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a 0;;b 1 | list.txt:2: the line is empty; remove it",
                "a 0;b 1;;; | list.txt:3: the line is empty",
                "a 0;b | list.txt:2: 'b' has no label; a line is a path, a space and a label",
                "a 0;7 | list.txt:2: '7' has no label",
                "a 0;my cat.jpg | list.txt:2: label 'cat.jpg' is no whole number from 0",
                "a -1 | list.txt:1: label '-1' is no whole number from 0",
                "a 1.0 | list.txt:1: label '1.0' is no whole number",
                "a 99999999999 | list.txt:1: label '99999999999' is no whole number",
                "a 0;b 0;a 1 | list.txt:3: 'a' stands in line 1, too",
                "/data/a 0 | list.txt:1: '/data/a' must be relative",
                "'' | list.txt: names no image; a line is"
            })
    void aMistakeIsOneLineWithFileAndLine(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace(';', '\n')))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void textInAnotherEncodingIsRefused() {
        byte[] latin = "caf\u00e9.jpg 0".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TextLines.parse(latin, "list.txt"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("list.txt: is no text in UTF-8");
    }

    @Test
    void controlCharactersAreRefused() {
        assertThatThrownBy(() -> parse("a 0\nb\u0000c 0"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("list.txt:2: the line holds a control character");
    }
}
