package dev.lavant.dev.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lavant.dev.DebianProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Debian's Chromium without a screen, with one page open.
public final class Browser implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final DevTools tools;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<URI> requests = new CopyOnWriteArrayList<>();

    private Browser(Path profile) throws IOException {
        process = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox", // tests run as root
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        tools = new DevTools(address(profile.resolve("DevToolsActivePort")), this::take);
        String page = tools.call("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        tools.use(tools.call("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .get("sessionId")
                .asText());
        List.of("Page", "Runtime", "Log", "Network").forEach(domain -> tools.call(domain + ".enable", Map.of()));
    }

    /// Starts one and opens a page.
    ///
    /// @param profile an empty folder
    public static Browser open(Path profile, URI page) throws IOException {
        var browser = new Browser(Files.createDirectories(profile));
        browser.size(1_440, 1_000);
        browser.go(page);
        return browser;
    }

    /// Installs Chromium where it is missing and that is allowed.
    public static void require() {
        DebianProgram.require("chromium");
    }

    private URI address(Path file) {
        await().atMost(START)
                .failFast("chromium ended", () -> !process.isAlive())
                .until(() -> Files.exists(file) && Files.readAllLines(file).size() == 2);
        try {
            List<String> port = Files.readAllLines(file);
            return URI.create("ws://127.0.0.1:" + port.getFirst() + port.getLast());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void take(String event, JsonNode said) {
        switch (event) {
            case "Runtime.exceptionThrown" ->
                problems.add(said.at("/exceptionDetails/exception/description").asText());
            case "Runtime.consoleAPICalled" -> problems.add("console: " + said.get("args"));
            case "Log.entryAdded" -> problems.add(said.at("/entry/text").asText());
            case "Network.requestWillBeSent" ->
                requests.add(URI.create(said.at("/request/url").asText()));
            default -> {} // of no interest
        }
    }

    /// Opens a page.
    public void go(URI page) {
        tools.call("Page.navigate", Map.of("url", page.toString()));
    }

    /// As wide and as high as a screen.
    public void size(int width, int height) {
        tools.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// @param scheme light or dark
    public void colors(String scheme) {
        tools.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /// What an expression comes to in the page, as text.
    public String says(String expression) {
        JsonNode answer = tools.call(
                "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value").asText();
    }

    /// What an element shows; empty when there is none.
    public String shows(String selector) {
        return says("document.querySelector('" + selector + "')?.innerText ?? ''");
    }

    /// Clicks an element.
    public void click(String selector) {
        says("document.querySelector('" + selector + "').click()");
    }

    /// Script errors, whatever was written to the console, and what the security policy forbade.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /// All that the page asked for.
    public List<URI> requests() {
        return List.copyOf(requests);
    }

    /// What the page looks like, once it is drawn.
    public byte[] picture() {
        says("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        return Base64.getDecoder()
                .decode(tools.call("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data")
                        .asText());
    }

    @Override
    public void close() {
        tools.close();
        process.destroy();
        process.onExit().join();
    }
}
