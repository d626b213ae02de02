package drolt.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.io.CsvField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableFormatTest {
    private static final ComparisonTable TABLE = new ComparisonTable(
            "A & B",
            1,
            List.of(new TableColumn("acc", "50 %", "CIFAR"), new TableColumn("in", "Acc", "ImageNet")),
            List.of(
                    new TableRow(
                            "ce",
                            "CE*, \"plain\" | a_b",
                            Map.of(
                                    "acc",
                                    new TableCell(new Summary(38.06, 0.24, 3), new PublishedNumber(38.3, null)),
                                    "in",
                                    new TableCell(null, new PublishedNumber(41.6, 0.2)))),
                    new TableRow("x", "x", Map.of("acc", new TableCell(new Summary(40, null, 1), null)))),
            new PairedSection(
                    "x",
                    List.of(new PairedSection.Line(
                            "ce", "CE*", "acc", "50 %", new PairedDifference(2, -1.94, 0.1, 0.03, -3.2, -0.7)))),
            new TableFace("last epoch", "equal, crop", 0.2, List.of(1L, 2L, 3L), List.of("note_1")));

    @Test
    void markdownShowsEveryCharacterAsItIs() {
        assertThat(TableFormat.MARKDOWN.write(TABLE)).isEqualTo("""
                **A & B**

                CIFAR

                |  | seeds | 50 % | publ. | diff. |
                | --- | ---: | ---: | ---: | ---: |
                | CE\\*, "plain" \\| a\\_b | 3 | 38.1 ± 0.2 | 38.3 | -0.2 |
                | x | 1 | 40.0 | - | - |

                ImageNet

                |  | Acc (publ.) |
                | --- | ---: |
                | CE\\*, "plain" \\| a\\_b | 41.6 ± 0.2 |

                against x, on the same seeds and images

                |  | column | pairs | difference | std. error | 95 % interval | p (t-test) |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                | CE\\* | 50 % | 2 | -1.9 | 0.10 | -3.2 to -0.7 | 0.0300 |

                - setting: equal, crop
                - schedules: 0.2 of their full length
                - selection: last epoch
                - seeds: 1, 2, 3; mean and sample standard deviation over them
                - note\\_1
                """);
    }

    @Test
    void latexIsOfBooktabsAndEscapesWhatLatexTakesForItself() {
        assertThat(TableFormat.LATEX.write(TABLE))
                .startsWith("% needs \\usepackage{booktabs}\n% A & B\n% setting: equal, crop\n")
                .contains("""

                        \\begin{tabular}{lrrrr}
                        \\toprule
                         & \\multicolumn{4}{c}{CIFAR} \\\\
                        \\cmidrule(l){2-5}
                         & seeds & 50 \\% & publ. & diff. \\\\
                        \\midrule
                        CE*, \\textquotedbl{}plain\\textquotedbl{} \\textbar{} a\\_b & 3 & 38.1 $\\pm$ 0.2 & 38.3 & $-$0.2 \\\\
                        x & 1 & 40.0 & - & - \\\\
                        \\bottomrule
                        \\end{tabular}
                        """)
                .contains(" & $-$3.2 to $-$0.7 & ");
    }

    @Test
    void csvHasALineACell() {
        assertThat(TableFormat.CSV.write(TABLE)).isEqualTo("""
                row,name,group,column,mean,sd,n,published,published_sd,difference,baseline,pairs,paired_difference,standard_error,lower95,upper95,p,setting,scale,selection
                ce,"CE*, ""plain"" | a_b",CIFAR,acc,38.06,0.24,3,38.3,,-0.24,x,2,-1.94,0.1,-3.2,-0.7,0.03,"equal, crop",0.2,last epoch
                ce,"CE*, ""plain"" | a_b",ImageNet,in,,,,41.6,0.2,,,,,,,,,"equal, crop",0.2,last epoch
                x,x,CIFAR,acc,40,,1,,,,,,,,,,,"equal, crop",0.2,last epoch
                """);
    }

    @Test
    void jsonHoldsEverything() {
        JsonNode json = new JsonMapper().readTree(TableFormat.JSON.write(TABLE));
        assertThat(json.get("formatVersion").intValue()).isEqualTo(1);
        assertThat(json.get("unit").stringValue()).isEqualTo("percent");
        assertThat(json.get("setting").stringValue()).isEqualTo("equal, crop");
        assertThat(json.get("scale").doubleValue()).isEqualTo(0.2);
        assertThat(json.get("seeds").toString()).isEqualTo("[1,2,3]");
        JsonNode cell = json.get("rows").get(0).get("cells").get("acc");
        assertThat(cell.toString())
                .isEqualTo(
                        "{\"mean\":38.06,\"sd\":0.24,\"n\":3,\"published\":38.3,\"publishedSd\":null,\"difference\":-0.24}");
        assertThat(json.get("rows").get(1).get("cells").has("in")).isFalse();
        assertThat(json.get("paired").get("differences").get(0).get("p").doubleValue())
                .isEqualTo(0.03);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "a&b a\\&b",
                "50% 50\\%",
                "$x_1$ \\$x\\_1\\$",
                "#{} \\#\\{\\}",
                "~ \\textasciitilde{}",
                "^ \\textasciicircum{}",
                "\\ \\textbackslash{}",
                "± $\\pm$"
            })
    void latexPrintsItsOwnSigns(String text, String latex) {
        assertThat(LatexWriter.escape(text)).isEqualTo(latex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {"a,b \"a,b\"", "a\"b \"a\"\"b\"", "ab ab", "` a` `\" a\"`"})
    void csvQuotesWhatMustBe(String text, String field) {
        assertThat(CsvField.of(text)).isEqualTo(field);
    }

    @Test
    void aLineBreakInANameBreaksNoTable() {
        assertThat(MarkdownWriter.escape("a\nb")).isEqualTo("a b");
        assertThat(LatexWriter.escape("a\nb")).isEqualTo("a b");
        assertThat(CsvField.of("a\nb")).isEqualTo("\"a\nb\"");
    }
}
