package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuFeaturesTest {
    private static String cpu(String flags) {
        return "processor\t: 0\nmodel name\t: Some CPU @ 2.0GHz: special\nflags\t\t: " + flags
                + "\nvmx flags\t: amx_bf16\nbugs\t\t:\n\n";
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "sse2 avx2, false",
        "avx2 avx512f avx512bw, false",
        "avx2 avx512f avx512_bf16, true",
        "avx2 avx512f amx_tile amx_bf16, true"
    })
    void bfloat16IsFastOnlyWithInstructionsForIt(String flags, boolean fast) {
        assertThat(CpuFeatures.parse(cpu(flags)).fastBfloat16()).isEqualTo(fast);
    }

    @Test
    void aFlagCountsOnlyWhereEveryCpuHasIt() {
        CpuFeatures features = CpuFeatures.parse(cpu("avx2 avx512f avx512_bf16") + cpu("avx2"));
        assertThat(features.flags()).containsExactly("avx2");
        assertThat(features.model()).isEqualTo("Some CPU @ 2.0GHz: special");
    }

    @Test
    void aKernelThatTellsNothingMeansNoFlags() {
        assertThat(CpuFeatures.parse("")).isEqualTo(new CpuFeatures("unknown", java.util.Set.of()));
    }
}
