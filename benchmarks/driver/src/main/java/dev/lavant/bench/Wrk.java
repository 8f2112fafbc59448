package dev.lavant.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The load generator `wrk`, which sends as fast as it is answered, on connections that it keeps.
///
/// @param script what it sends
record Wrk(Path script, int connections, int dataBytes) {
    private static final Pattern TOLD =
            Pattern.compile("answered (\\d+) in (\\d+) us, refused (\\d+), unanswered (\\d+)");

    /// What came of one run.
    record Told(long answered, Duration time) {
        double perSecond() {
            return answered * 1e9 / time.toNanos();
        }
    }

    /// Makes sure that it is there.
    ///
    /// @throws IllegalArgumentException when it is not
    static void requireInstalled() {
        try {
            Process version =
                    new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start();
            version.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException absent) {
            throw new IllegalArgumentException(
                    "the scenario ingress needs wrk, which is not installed: apt-get install wrk , then run this again",
                    absent);
        }
    }

    /// @param folder for its script
    static Wrk in(Path folder, int connections, int dataBytes) {
        Path script = folder.resolve("events.lua");
        try (InputStream lua = Wrk.class.getResourceAsStream("events.lua")) {
            Files.copy(Objects.requireNonNull(lua), script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return new Wrk(script, connections, dataBytes);
    }

    /// Sends for so long.
    ///
    /// @param ids what the events' ids begin with
    /// @throws ContenderFailed when a request was refused or not answered
    Told send(URI url, String ids, Duration time) {
        var command = List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + time.toSeconds() + "s",
                "--timeout=10s",
                "--script=" + script,
                url.toString(),
                "--",
                ids,
                Integer.toString(dataBytes));
        String said = said(command);
        MatchResult told = TOLD.matcher(said)
                .results()
                .findFirst()
                .orElseThrow(() -> new ContenderFailed("wrk ended without a figure; it said:\n" + said));
        if (number(told, 3) + number(told, 4) > 0) {
            throw new ContenderFailed(url + " did not take all that it was sent: " + told.group());
        }
        return new Told(number(told, 1), Duration.ofNanos(1_000 * number(told, 2)));
    }

    private static long number(MatchResult told, int group) {
        return Long.parseLong(told.group(group));
    }

    private static String said(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
