package drolt.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
    record Before(int epochs, List<Part> parts) {}

    record After(@Nullable Double mixup, int epochs, List<Part> parts) {}

    record Part(String name, @Nullable String note) {}

    @Test
    void aKeyAddedWithTheDefaultNullChangesNoFingerprint() {
        List<Part> parts = List.of(new Part("crop", null));
        assertThat(CanonicalForm.of(new After(null, 3, parts))).isEqualTo(CanonicalForm.of(new Before(3, parts)));
        assertThat(CanonicalForm.of(new After(null, 3, parts)).toString())
                .isEqualTo("{\"epochs\":3,\"parts\":[{\"name\":\"crop\"}]}");
    }

    @Test
    void aKeyThatSaysSomethingDoes() {
        assertThat(CanonicalForm.of(new After(0.2, 3, List.of())))
                .isNotEqualTo(CanonicalForm.of(new Before(3, List.of())));
    }
}
