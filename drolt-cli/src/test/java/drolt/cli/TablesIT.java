package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every table of the paper, tiny, one after the other over one store: killed in the middle and gone on with, it ends as
 * the unbroken one, and the same command gives the same digests again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TablesIT {
    private static final String SCALE = "0.001";

    @TempDir
    private static Path folder;

    private static Result make(String table, String name, String store, String... options) throws Exception {
        Result result = TinyTable.start(table, folder.resolve(name), folder.resolve(store), options)
                .result();
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("table: " + folder.resolve(name));
        return result;
    }

    private static Map<String, String> files(String name) throws Exception {
        return TinyTable.files(folder.resolve(name));
    }

    /** All columns, whose imbalance factors differ; rows that share their beginning. */
    @Test
    @Order(1)
    void table1KilledInTheMiddleEndsAsTheUnbrokenOne() throws Exception {
        String[] options = {"--scale", SCALE, "--rows", "ce,tau-norm,crt,dro-learned"};
        make("table1", "whole1", "store-whole", options);
        Map<String, String> whole = files("whole1");
        assertThat(whole).containsKeys("table.md", "table.csv", "table.tex", "table.json", "if10-seed1/result.json");

        DroltProcess broken = TinyTable.start("table1", folder.resolve("broken1"), folder.resolve("store"), options);
        broken.awaitFile(folder.resolve("broken1/if50-seed1/metrics.jsonl")); // the second column is under way
        broken.signal("KILL");
        assertThat(broken.result().exitCode()).isEqualTo(137);
        assertThat(folder.resolve("broken1/table.md")).doesNotExist();
        Result rest = make("table1", "broken1", "store", options);
        assertThat(rest.err()).contains("pretrain: done before");
        assertThat(files("broken1")).isEqualTo(whole);
        assertThat(files("store")).isEqualTo(files("store-whole"));

        Result again = make("table1", "broken1", "store", options);
        assertThat(again.err()).doesNotContain("100%", "measuring");
        assertThat(files("broken1")).isEqualTo(whole);
        assertThat(again.out()).isEqualTo(rest.out());
    }

    /** Its column is the first one of Table 1. */
    @Test
    @Order(2)
    void table2TakesEveryStageFromTheStore() throws Exception {
        Result result = make("table2", "second", "store", "--scale", SCALE, "--rows", "ce,crt,dro-learned");
        assertThat(result.err()).contains("dro-learned-crt: done before").doesNotContain("100%");
        assertThat(result.err()).contains("ImageNet-LT, ResNet-50: awaits its images: ");
        assertThat(Files.readString(folder.resolve("second/table.md"))).contains("ImageNet-LT");
    }

    @Test
    @Order(3)
    void table3AwaitsItsImages() throws Exception {
        Result result = TinyTable.start("table3", folder.resolve("third"), folder.resolve("store"))
                .result();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines().filter(line -> line.startsWith("drolt: ")))
                .hasSize(1);
        assertThat(folder.resolve("third/table.md")).doesNotExist();
    }

    @Test
    @Order(4)
    void table4KilledInTheMiddleSharesStagesWithTable1AndEndsAsTheUnbrokenOne() throws Exception {
        String[] options = {"--scale", SCALE, "--rows", "ce,dro-lt"};
        make("table4", "whole4", "own-store", options);
        DroltProcess broken = TinyTable.start("table4", folder.resolve("broken4"), folder.resolve("store"), options);
        broken.awaitFile(folder.resolve("broken4/if100-seed1/metrics.jsonl"));
        broken.signal("KILL");
        broken.result();
        Result rest = make("table4", "broken4", "store", options);
        assertThat(rest.err()).contains("pretrain: done before", "ce-crt: done before", "dro-learned-crt: done before");
        assertThat(files("broken4")).isEqualTo(files("whole4"));
    }
}
