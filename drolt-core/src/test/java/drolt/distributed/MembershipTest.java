package drolt.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final Membership SECOND_OF_THREE = new Membership(1, 3, "node7", 29500);

    @Test
    void anEnvironmentThatSaysNothingIsThatOfOneProcess() {
        assertThat(Membership.of(Map.of())).isEmpty();
        assertThat(Membership.of(Map.of("SLURM_PROCID", "0", "SLURM_NTASKS", "4")))
                .isEmpty();
        assertThat(Membership.of(Map.of("JOB_COMPLETION_INDEX", "2", "WORLD_SIZE", "4")))
                .isEmpty();
        assertThat(Membership.of(Map.of("RANK", "0", "WORLD_SIZE", "1"))).isEmpty();
    }

    @Test
    void torchrunSlurmAndKubernetesAreUnderstood() {
        Map<String, String> torchrun =
                Map.of("RANK", "1", "WORLD_SIZE", "3", "MASTER_ADDR", "node7", "MASTER_PORT", "29500");
        Map<String, String> slurm =
                Map.of("SLURM_PROCID", "1", "SLURM_NTASKS", "3", "MASTER_ADDR", "node7", "MASTER_PORT", "29500");
        Map<String, String> kubernetes =
                Map.of("JOB_COMPLETION_INDEX", "1", "WORLD_SIZE", "3", "MASTER_ADDR", "node7", "MASTER_PORT", "29500");
        assertThat(Membership.of(torchrun)).contains(SECOND_OF_THREE);
        assertThat(Membership.of(slurm)).contains(SECOND_OF_THREE);
        assertThat(Membership.of(kubernetes)).contains(SECOND_OF_THREE);
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertRefused(Map.of("RANK", "1", "WORLD_SIZE", "3"), "MASTER_ADDR: is not set");
        assertRefused(Map.of("RANK", "1", "WORLD_SIZE", "3", "MASTER_ADDR", "a"), "MASTER_PORT: is not set");
        assertRefused(Map.of("RANK", "1", "MASTER_ADDR", "a"), "WORLD_SIZE: is not set");
        assertRefused(Map.of("WORLD_SIZE", "2", "MASTER_ADDR", "a"), "JOB_COMPLETION_INDEX: is not set");
        assertRefused(Map.of("RANK", "3", "WORLD_SIZE", "3", "MASTER_ADDR", "a"), "RANK: '3' must be a number in 0..2");
        assertRefused(Map.of("RANK", "one", "WORLD_SIZE", "3"), "RANK: 'one' must be a number in 0..2");
        assertRefused(
                Map.of("RANK", "1", "WORLD_SIZE", "3", "MASTER_ADDR", "a", "MASTER_PORT", "70000"),
                "MASTER_PORT: '70000' must be a number in 1..65535");
    }

    private static void assertRefused(Map<String, String> environment, String beginning) {
        assertThatThrownBy(() -> Membership.of(environment))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(beginning);
    }
}
