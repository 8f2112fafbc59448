package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.dev.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page as a person sees it, in a real browser on a real platform.
///
/// Pictures go to `target/report`; with `-Dlavant.screenshot` the one of the README is made anew.
class ConsoleIT {
    private static final String ROW = "#rows tr[data-key=receipt]";
    private static final Path REPORT = Path.of("target/report");

    @TempDir
    Path folder;

    @Test
    void a_function_goes_from_no_host_to_some_and_back_and_the_page_says_why_and_what_it_cost() throws Exception {
        Browser.require();
        try (var dev = DevProcess.ready(folder, DevProcess.Ports.free());
                var purchases = new Purchases(dev.connection());
                var browser = Browser.open(folder.resolve("profile"), dev.console())) {
            atRest(browser);
            purchases.send(0, 1);
            awake(browser);
            explained(browser);
            pictures(purchases, browser);
            purchases.sendWithoutLines();
            dead(browser);
            soon(() -> assertThat(browser.shows(ROW + " .state")).contains("idle"));
            soon(() -> assertThat(browser.shows("#decisions")).containsPattern("[1-4] → 0 hosts"));
            acted(browser);
            assertThat(browser.problems()).isEmpty();
            assertThat(browser.requests())
                    .isNotEmpty()
                    .allSatisfy(url -> assertThat(url.getAuthority())
                            .isEqualTo(dev.console().getAuthority()));
        }
    }

    private static void atRest(Browser browser) {
        soon(() -> assertThat(browser.shows("#live")).isEqualTo("live"));
        soon(() -> assertThat(browser.shows(ROW + " .state")).isEqualTo("○ idle"));
        soon(() -> assertThat(browser.shows("#parts"))
                .contains("kafka ok", "registry ok", "router ok", "billing ok", "autoscaler ok"));
        assertThat(browser.shows(ROW + " [data-label=\"Cost today\"]")).isEqualTo("$0");
    }

    private static void awake(Browser browser) {
        browser.click(ROW + " button");
        soon(() -> assertThat(browser.says("location.search")).isEqualTo("?function=receipt"));
        soon(() -> assertThat(browser.shows(ROW + " .state") + browser.shows("#because"))
                .contains("active", "1 host now", "Decided"));
        soon(() ->
                assertThat(browser.shows(ROW + " [data-label=\"Cost today\"]")).matches("\\$0\\.0+[1-9]\\d*"));
        soon(() -> assertThat(browser.shows("#invocations tbody")).contains("ok", "cold start"));
    }

    private static void explained(Browser browser) {
        soon(() -> assertThat(browser.shows("#decisions")).contains("0 → 1 hosts", "WAKE", "waiting"));
        browser.says(
                "[...document.querySelectorAll('#decisions summary')].find(it => it.innerText.includes('WAKE')).click()");
        soon(() -> assertThat(browser.shows("#decisions details[open]"))
                .contains("needed for what waits", "target latency", "./lavant explain receipt --at 20"));
        soon(() -> assertThat(browser.says("location.search")).contains("decision="));
    }

    private static void dead(Browser browser) {
        soon(() -> assertThat(browser.shows("#letters")).contains("receipt"));
        browser.click("#letters summary");
        soon(() -> assertThat(browser.shows("#letters pre")).contains("\"customer\": \"Ada\""));
        soon(() -> assertThat(browser.shows("#letters")).contains("./lavant dlq show receipt"));
    }

    /// Each action asks first, shows its command, and says what came of it.
    private static void acted(Browser browser) throws IOException {
        act(browser, "#letters", "Send again", "./lavant dlq replay receipt --letter ");
        soon(() -> assertThat(browser.shows("#letters .fate")).isEqualTo("sent again"));
        soon(() -> assertThat(browser.shows("#acts")).contains("./lavant dlq replay receipt", "this machine", "done"));
        act(browser, "#commands", "Pause", "./lavant pause receipt");
        soon(() -> assertThat(browser.shows(ROW + " .state")).contains("paused"));
        assertThat(browser.shows("#said")).contains("paused receipt");
        browser.size(1_360, 1_900);
        picture(browser, "console-acts.png");
        act(browser, "#commands", "Resume", "./lavant resume receipt");
        soon(() -> assertThat(browser.shows(ROW + " .state")).doesNotContain("paused"));
    }

    private static void act(Browser browser, String where, String label, String line) {
        String button = "[...document.querySelectorAll('" + where + " button.act')].find(it => it.innerText === '"
                + label + "')";
        soon(() -> assertThat(browser.says("String(!!" + button + ")")).isEqualTo("true"));
        browser.says(button + ".click()");
        soon(() -> assertThat(browser.shows("#ask code")).startsWith(line));
        browser.click("#ask .do");
        soon(() -> assertThat(browser.says("String(document.getElementById('ask').open)"))
                .isEqualTo("false"));
    }

    /// With many events, since a picture shall show something.
    private static void pictures(Purchases purchases, Browser browser) throws Exception {
        purchases.send(1, 500);
        browser.click("#range button");
        soon(() -> assertThat(browser.shows(ROW + " [data-label=\"Events/s\"]")).matches("[1-9]\\d+"));
        for (String colors : new String[] {"light", "dark"}) {
            browser.colors(colors);
            browser.size(1_360, 960);
            picture(browser, "console-" + colors + ".png");
            browser.size(420, 900);
            picture(browser, "console-" + colors + "-narrow.png");
        }
        if (System.getProperty("lavant.screenshot") != null) {
            Files.copy(
                    REPORT.resolve("console-light.png"),
                    Path.of("../docs/console.png"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void picture(Browser browser, String name) throws IOException {
        Files.write(Files.createDirectories(REPORT).resolve(name), browser.picture());
    }

    private static void soon(ThrowingRunnable shown) {
        await().atMost(DevProcess.PATIENCE).untilAsserted(shown);
    }
}
