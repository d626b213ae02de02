package drolt.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, driven by Playwright, which downloads none of its own. Close it. */
final class Browsers implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser chromium;

    private Browsers(Playwright playwright, Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /** Starts Chromium; skips the test, with one line, where there is none. */
    static Browsers open() {
        Optional<Path> executable = executable();
        Assumptions.assumeTrue(
                executable.isPresent(), "no Chromium at CHROMIUM_PATH or /usr/bin/chromium: browser tests are skipped");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable.orElseThrow())
                        .setArgs(ARGUMENTS));
        return new Browsers(playwright, chromium);
    }

    private static Optional<Path> executable() {
        return Stream.of(System.getenv().getOrDefault("CHROMIUM_PATH", ""), "/usr/bin/chromium")
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser chromium() {
        return chromium;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
