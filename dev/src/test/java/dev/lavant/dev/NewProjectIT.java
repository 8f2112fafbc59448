package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.dev.DevProcess.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of somebody who has never seen Lavant: new, test, dev, send, edit, see it.
/// `target/report/NewProjectIT.txt` says how long each step took.
class NewProjectIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final Report report = Report.of(getClass());
    private long steppedAt = System.nanoTime();

    @BeforeAll
    static void install() throws Exception {
        LocalRepository.install();
    }

    @Test
    void from_nothing_to_a_function_that_changes_as_it_is_saved() throws Exception {
        Path project = folder.resolve("hello");
        assertThat(DevProcess.type(folder, "new", "hello").exit()).isZero();
        step("lavant new");
        mvnTest(project);
        step("mvn test");

        try (var dev = DevProcess.ready(folder, project, Ports.free(), "--keep-alive=60")) {
            step("lavant dev, built and ready");
            sent(dev, "Ada");
            awaitGreeting(dev, "Hello Ada");
            step("event sent to a function at rest, answered");
            sent(dev, "Bob");
            awaitGreeting(dev, "Hello Bob");
            step("event sent to a running host, answered");

            edit(project, "Hello", "Good day,");
            awaitOutput(dev, "reloaded in ", 1);
            step("edited and saved, reloaded");
            sent(dev, "Cid");
            awaitGreeting(dev, "Good day, Cid");
            step("new behaviour seen");

            mistakenAndMended(dev, project);
        }
    }

    private void mistakenAndMended(DevProcess dev, Path project) throws Exception {
        edit(project, "Good day,", "Oops\" +");
        awaitOutput(dev, "does not compile", 1);
        step("mistake told");
        assertThat(dev.output()).contains("Greetings.java:").contains("Oops");
        sent(dev, "Dan");
        awaitGreeting(dev, "Good day, Dan");

        edit(project, "Oops\" +", "Welcome");
        awaitOutput(dev, "reloaded in ", 2);
        sent(dev, "Eve");
        awaitGreeting(dev, "Welcome Eve");
        step("mended, and seen");
    }

    private static void mvnTest(Path project) throws Exception {
        Process maven = new ProcessBuilder("mvn", "-B", "-q", "test")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("mvn.log").toFile())
                .start();
        assertThat(maven.waitFor()).as(() -> log(project.resolve("mvn.log"))).isZero();
        assertThat(project.resolve("target/surefire-reports")).isNotEmptyDirectory();
    }

    private static String log(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static void sent(DevProcess dev, String name) {
        var typed = dev.type(
                "event",
                "send",
                "visitors",
                "--type",
                "visitor.came",
                "--data",
                "{\"name\": \"" + name + "\", \"language\": \"en\"}");
        assertThat(typed.exit()).as(typed.err()).isZero();
    }

    private static void awaitGreeting(DevProcess dev, String text) {
        await().atMost(PATIENCE)
                .failFast("lavant dev said:", () -> !dev.output().contains("Lavant runs"))
                .untilAsserted(() -> assertThat(greetings(dev)).contains("{\"text\":\"" + text + "\"}"));
    }

    private static List<String> greetings(DevProcess dev) {
        return dev.committed("greetings").stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static void edit(Path project, String from, String to) throws Exception {
        Path source = project.resolve("src/main/java/hello/Greetings.java");
        Files.writeString(source, Files.readString(source).replace(from, to));
    }

    private static void awaitOutput(DevProcess dev, String text, int times) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(dev.output().split(text, -1))
                        .as(dev.output())
                        .hasSize(times + 1));
    }

    private void step(String what) {
        long now = System.nanoTime();
        report.line(String.format(Locale.ROOT, "%6d ms  %s", (now - steppedAt) / 1_000_000, what));
        steppedAt = now;
    }
}
