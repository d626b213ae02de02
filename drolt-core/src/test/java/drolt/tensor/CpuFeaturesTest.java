package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuFeaturesTest {
    private static String cpu(String flags) {
        return cpu("AuthenticAMD", flags);
    }

    private static String cpu(String vendor, String flags) {
        return "processor\t: 0\nvendor_id\t: " + vendor + "\nmodel name\t: Some CPU @ 2.0GHz: special\nflags\t\t: "
                + flags + "\nvmx flags\t: amx_bf16\nbugs\t\t:\n\n";
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "AuthenticAMD, sse2 avx2, SLOWER",
        "AuthenticAMD, avx2 avx512f avx512bw, SLOWER",
        "AuthenticAMD, avx2 avx512f avx512_bf16, FASTER",
        "GenuineIntel, avx2 avx512f avx512_bf16, SLOWER",
        "GenuineIntel, avx2 avx512f avx512_bf16 amx_tile amx_bf16, FASTER",
        "Other, avx2 avx512f avx512_bf16, UNKNOWN"
    })
    void bfloat16IsFasterWhereItWasMeasuredToBe(String vendor, String flags, CpuFeatures.Bfloat16 expected) {
        assertThat(CpuFeatures.parse(cpu(vendor, flags)).bfloat16()).isEqualTo(expected);
    }

    @Test
    void aFlagCountsOnlyWhereEveryCpuHasIt() {
        CpuFeatures features = CpuFeatures.parse(cpu("avx2 avx512f avx512_bf16") + cpu("avx2"));
        assertThat(features.flags()).containsExactly("avx2");
        assertThat(features.model()).isEqualTo("Some CPU @ 2.0GHz: special");
    }

    @Test
    void aKernelThatTellsNothingMeansNoFlags() {
        assertThat(CpuFeatures.parse("")).isEqualTo(new CpuFeatures("unknown", "unknown", java.util.Set.of()));
    }
}
