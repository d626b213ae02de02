package drolt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

class ChromiumIT {
    @Test
    void showsAPageWithoutNetwork() {
        try (Browsers browsers = Browsers.open();
                Page page = browsers.chromium().newPage()) {
            page.setContent("<title>here</title><p>text</p>");

            assertThat(page.title()).isEqualTo("here");
            assertThat(page.locator("p").textContent()).isEqualTo("text");
        }
    }
}
