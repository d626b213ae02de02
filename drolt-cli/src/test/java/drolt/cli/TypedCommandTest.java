package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedCommandTest {
    @Test
    void aShellReadsWhatWasGivenAndNothingElse() {
        TypedCommand command = new TypedCommand("tune")
                .parameter("own recipe.yaml")
                .parameters(List.of(Path.of("a"), Path.of("b c")))
                .flag("--controls", true)
                .flag("--plan", false)
                .option("--scale", 0.2)
                .option("--store", null)
                .options("--set", List.of("seed=2", "note=it's"))
                .joined("--rows", List.of("ce", "dro-*"))
                .joined("--only", List.of());
        assertThat(command)
                .hasToString("drolt tune 'own recipe.yaml' a 'b c' --controls --scale 0.2 --set seed=2"
                        + " --set 'note=it'\\''s' --rows 'ce,dro-*'");
    }
}
