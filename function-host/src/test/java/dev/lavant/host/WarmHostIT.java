package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.log.LogLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The host's program, started without a function.
class WarmHostIT {
    /// By itself, or by the signal that it had answered.
    private static final List<Integer> ENDED = List.of(0, 143);

    private static LocalPlatform platform;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        RunningHost.preparePlatform(platform);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void it_takes_its_function_by_a_line_and_what_it_has_waited_is_nobodys_time() throws Exception {
        try (var function = RunningHost.ofScript(platform, 2, _ -> {});
                var warm = warm()) {
            function.send("k", "fine 1");
            Instant given = Instant.now();

            warm.order(function.launch(0));

            assertThat(function.usage(1)).hasSize(1);
            assertThat(function.heartbeats())
                    .extracting(HostHeartbeat::getJvmStartedAt)
                    .allMatch(startedAt -> !startedAt.isBefore(given.minusMillis(1)));
            warm.terminate();
            assertThat(warm.death()).isIn(ENDED);
            assertThat(function.allUsage().stream().filter(usage -> usage.getKind() == UsageKind.INIT))
                    .isNotEmpty()
                    .allMatch(usage -> !usage.getStartedAt().isBefore(given.minusMillis(1)));
        }
    }

    @Test
    void it_ends_with_whoever_started_it() throws Exception {
        try (var warm = warm()) {
            warm.orphan();

            assertThat(warm.death()).isZero();
        }
    }

    @Test
    void it_ends_when_it_is_asked_to() throws Exception {
        try (var warm = warm()) {
            warm.terminate();

            assertThat(warm.death()).isIn(ENDED);
        }
    }

    @Test
    void a_line_that_is_no_order_is_passed_over() throws Exception {
        try (var function = RunningHost.ofScript(platform, 2, _ -> {});
                var warm = warm()) {
            warm.say("whatever");
            function.send("k", "say first");
            function.send("k", "say second");
            function.send("k", "fail");

            HostLaunch launch = function.launch(0);
            warm.order(launch);

            assertThat(function.usage(3)).hasSize(3);
            requireFacts(launch, warm.log().lines().toList());
        }
    }

    /// Whatever is logged, in whatever way, is a fact a line and says by which host, and at which event.
    private static void requireFacts(HostLaunch launch, List<String> lines) {
        assertThat(lines).allMatch(line -> LogLine.read(line).isPresent());
        List<LogLine> facts =
                lines.stream().flatMap(line -> LogLine.read(line).stream()).toList();
        assertThat(facts)
                .filteredOn(line -> line.fact("message").orElseThrow().endsWith("say second"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.facts())
                        .containsEntry("function", launch.deployment().getName())
                        .containsEntry("revision", "1")
                        .containsEntry("host", launch.hostId())
                        .containsEntry("attempt", "1")
                        .containsEntry(
                                "place",
                                line("second", "by the context", facts)
                                        .fact("place")
                                        .orElseThrow())
                        .containsKeys("invocation", "logger", "level")
                        .doesNotContainKey("customer"));
        assertThat(line("first", "by a logger", facts).facts())
                .containsEntry("message", "by a logger,\nof say first")
                .containsEntry("own.host", "of the author")
                .containsEntry("customer", "Ada");
        assertThat(facts)
                .extracting(line -> line.fact("message").orElseThrow())
                .contains("host takes the function", "function host runs")
                .containsSubsequence("attempt failed", "tried again", "attempt failed", "dead letter")
                .doesNotContain("not written");
    }

    private static LogLine line(String which, String how, List<LogLine> facts) {
        return facts.stream()
                .filter(line -> line.fact("message").orElseThrow().startsWith(how))
                .filter(line -> line.fact("message").orElseThrow().endsWith(which))
                .findFirst()
                .orElseThrow();
    }

    private static HostProcess warm() throws IOException {
        var connection = platform.connection();
        var warm = HostProcess.startWarm(
                connection.bootstrapServers(), connection.schemaRegistry().toString());
        waitAtMost(Duration.ofSeconds(60)).until(() -> warm.log().contains("host is warm"));
        return warm;
    }
}
