package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is said below the table, of copies of a run that was measured on real data. */
class RemarksTest {
    private static final Path MEASURED =
            Repository.root().resolve("results/cifar100-lt-if100-40-epochs/reference-rows-seed1/result.json");

    @TempDir
    private Path folder;

    private String said(String command, Consumer<ObjectNode> change) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode result = (ObjectNode) mapper.readTree(Files.readString(MEASURED));
        change.accept(result);
        Files.writeString(folder.resolve("result.json"), mapper.writeValueAsString(result));
        Files.copy(
                MEASURED.resolveSibling("run.json"),
                folder.resolve("run.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                false);
        String[] words = (command + " " + folder).split(" ");
        assertThat(Main.run(console, words)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ObjectNode classOf(ObjectNode result, int arm, int label) {
        return (ObjectNode)
                result.get("arms").get(arm).get("evaluation").get("classes").get(label);
    }

    private static ObjectNode lastEpoch(ObjectNode result, String stage) {
        ArrayNode history = (ArrayNode) result.get("stages").get(stage).get("history");
        return (ObjectNode) history.get(history.size() - 1);
    }

    @Test
    void aHealthyRunOnABalancedTestSetHasNone() throws IOException {
        for (String command : new String[] {"runs show", "compare"}) {
            assertThat(said(command, result -> {}))
                    .contains("32.0")
                    .doesNotContain("not balanced", "without images", "DIVERGED", "COLLAPSED", "class mean");
        }
    }

    /** About 35 % of 10,000: by hand 1.96 sqrt(0.35 * 0.65 / 10,000) = 0.9. */
    @Test
    void theTableTellsTheIntervalOfItsTestImages() throws IOException {
        String line = "95 % binomial intervals of the 10,000 test images, at most: accuracy ";
        assertThat(said("runs show", result -> {}))
                .contains(line + "+-0.9, many +-1.7, med +-1.6, few +-1.4. Another seed");
        assertThat(said("runs show", RemarksTest::unbalance)).doesNotContain("binomial");
    }

    /** The first class gets ten times the images, and the two last of the rare ones none. */
    private static void unbalance(ObjectNode result) {
        for (int arm = 0; arm < result.get("arms").size(); arm++) {
            classOf(result, arm, 0).put("samples", 1000);
            classOf(result, arm, 98).put("samples", 0).putNull("recall");
            classOf(result, arm, 99).put("samples", 0).putNull("recall");
        }
    }

    @Test
    void classMeansComeFirstWhereTheTestSetIsNotBalanced() throws IOException {
        for (String command : new String[] {"runs show", "compare"}) {
            assertThat(said(command, RemarksTest::unbalance))
                    .contains(
                            "class mean",
                            "images",
                            "test set: not balanced, 100 to 1000 images a class. All columns but 'images' are means over"
                                    + " classes",
                            "test set: without images of 'woman', 'worm', which no number here covers.");
        }
    }

    @Test
    void aLossFarAboveChanceIsSaid() throws IOException {
        for (String command : new String[] {"runs show", "compare"}) {
            assertThat(said(command, result -> {
                        lastEpoch(result, "pretrain").put("loss", 4.9e20);
                        ((ObjectNode) lastEpoch(result, "pretrain").get("parts")).put("crossEntropy", 4.9e20);
                    }))
                    .contains("DIVERGED: stage pretrain ended at a loss of 4.90e+20, where chance has 4.61");
        }
        assertThat(said("runs show", result -> {
                    lastEpoch(result, "pretrain").put("loss", 8.9);
                    ((ObjectNode) lastEpoch(result, "pretrain").get("parts")).put("crossEntropy", 8.9);
                }))
                .as("bad, and not yet without learning")
                .doesNotContain("DIVERGED");
        assertThat(said("runs show", result -> {
                    lastEpoch(result, "pretrain").put("loss", 90);
                    ((ObjectNode) lastEpoch(result, "pretrain").get("parts"))
                            .removeAll()
                            .put("sigmoidFocal", 90);
                }))
                .as("another loss has another scale")
                .doesNotContain("DIVERGED");
    }

    @Test
    void oneClassForNearlyEverythingIsSaid() throws IOException {
        for (String command : new String[] {"runs show", "compare"}) {
            assertThat(said(command, result -> {
                        ArrayNode confusion =
                                (ArrayNode) result.get("arms").get(0).get("confusion");
                        confusion.removeAll();
                        for (int label = 0; label < 100; label++) {
                            confusion.addArray().add(label).add(7).add(label == 7 ? 100 : 96);
                            if (label != 7) {
                                confusion.addArray().add(label).add(label).add(4);
                            }
                        }
                    }))
                    .contains("COLLAPSED: arm 'CE' takes 96.0 % of the test images for 'beetle'");
        }
    }
}
