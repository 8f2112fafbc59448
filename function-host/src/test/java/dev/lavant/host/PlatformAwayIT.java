package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A broker or a registry that is away: events wait for it, and nothing is run again for that.
class PlatformAwayIT {
    /// Longer than a request of a host waits for its answer, and than a record may wait for its partition.
    private static final Duration LONG = Duration.ofSeconds(12);

    /// Longer than a host tries to commit without waiting for anything.
    private static final Duration FIVE_TRIES = Duration.ofSeconds(4);

    private LocalPlatform platform;

    @BeforeEach
    void start() {
        platform = LocalPlatform.start();
        RunningHost.preparePlatform(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void a_broker_that_is_away_is_waited_for_and_each_event_is_run_once() {
        try (var host = RunningHost.ofScript(platform, 2, function -> function.setTimeoutMillis(120_000))) {
            CountDownLatch gate = Script.gate("broker", 2);
            host.start(0);
            List<String> before =
                    IntStream.range(0, 20).mapToObj(i -> "before " + i).toList();
            before.forEach(text -> host.send(text, text));
            assertThat(host.outputTexts(20)).hasSize(20);
            host.send("k", "wait broker");
            host.send("k", "behind");
            waitAtMost(RunningHost.PATIENCE).until(() -> gate.getCount() == 1);

            platform.stopBroker();
            gate.countDown();
            long since = System.nanoTime();
            waitAtMost(LONG.multipliedBy(2)).until(() -> System.nanoTime() - since > LONG.toNanos());
            platform.startBroker();
            host.send("k", "after");

            assertThat(host.outputTexts(23)).hasSize(23).containsSubsequence("wait broker", "behind", "after");
            assertThat(host.usage(23)).extracting(UsageRecord::getAttempts).containsOnly(1);
            assertThat(host.stop()).isEqualTo(Engine.Exit.DRAINED);
            assertThat(host.allOutputTexts()).hasSize(23).containsAll(before);
            assertThat(List.of("wait broker", "behind", "after")).allMatch(text -> Script.runs(host, text) == 1);
        }
    }

    @Test
    void an_event_whose_schema_cannot_be_fetched_waits_without_an_attempt() {
        byte[] statement = platform.wire().encode("statements", statement());
        try (var host = RunningHost.of(platform, "currency")) {
            host.send("poison", "not avro");
            assertThat(host.deadLetters(1)).hasSize(1);
            platform.stopRegistry();
            host.send("waits", statement);
            host.send("more poison", "not avro either");

            assertThat(host.deadLetters(2)).hasSize(2);
            assertThat(GroupInKafka.of(platform, host.function()).attemptsKnown())
                    .isZero();
            platform.startRegistry();

            assertThat(host.outputTexts(1)).containsExactly("EUR");
            assertThat(host.usage(3)).extracting(UsageRecord::getAttempts).containsExactlyInAnyOrder(0, 0, 1);
            assertThat(host.deadLetters(2))
                    .hasSize(2)
                    .allMatch(letter -> header(letter, "lavant.dlq.code").equals("DESERIALIZE"));
        }
    }

    @Test
    void a_host_that_comes_up_without_a_registry_waits_for_it_and_runs_each_event_once() {
        platform.stopRegistry();
        try (var host = RunningHost.ofScript(platform, 1, _ -> {})) {
            host.start(0);
            host.send("a", "one");
            host.send("b", "once two");
            waitAtMost(RunningHost.PATIENCE).until(() -> Script.runs(host, "one") == 1);
            waitAtMost(RunningHost.PATIENCE).until(() -> Script.runs(host, "once two") == 2);
            platform.startRegistry();

            assertThat(host.outputTexts(2)).containsExactlyInAnyOrder("one", "once two");
            assertThat(host.usage(2)).extracting(UsageRecord::getAttempts).containsExactlyInAnyOrder(1, 2);
            assertThat(host.stop()).isEqualTo(Engine.Exit.DRAINED);
            assertThat(Script.runs(host, "one")).isEqualTo(1);
        }
    }

    @Test
    void a_host_that_has_never_reached_a_registry_ends_when_it_is_asked_to() {
        platform.stopRegistry();
        try (var host = RunningHost.ofScript(platform, 1, _ -> {})) {
            host.start(0);
            GroupInKafka.of(platform, host.function()).awaitHosts(1);
            host.send("a", "one");
            waitAtMost(RunningHost.PATIENCE).until(() -> Script.runs(host, "one") == 1);

            assertThat(host.stop()).isEqualTo(Engine.Exit.DRAINED);
            platform.startRegistry();
            host.start(0);
            assertThat(host.usage(1)).hasSize(1);
            assertThat(host.allOutputTexts()).containsExactly("one");
        }
    }

    @Test
    void a_host_that_drains_without_a_registry_waits_for_it_and_nothing_runs_again() {
        platform.stopRegistry();
        try (var host = RunningHost.ofScript(platform, 1, _ -> {})) {
            host.start(0);
            host.send("a", "one");
            waitAtMost(RunningHost.PATIENCE).until(() -> Script.runs(host, "one") == 1);
            host.drain();
            long since = System.nanoTime();
            waitAtMost(LONG).until(() -> System.nanoTime() - since > FIVE_TRIES.toNanos());
            platform.startRegistry();

            assertThat(host.stop()).isEqualTo(Engine.Exit.DRAINED);
            host.start(0);
            assertThat(host.usage(1)).hasSize(1);
            assertThat(host.allOutputTexts()).containsExactly("one");
            assertThat(Script.runs(host, "one")).isEqualTo(1);
        }
    }

    @Test
    void a_host_that_ends_without_a_registry_says_what_is_left() throws Exception {
        platform.stopRegistry();
        try (var host = RunningHost.ofScript(platform, 1, _ -> {});
                var process = HostProcess.start(host.launch(0))) {
            host.send("a", "one");
            host.send("b", "two");
            waitAtMost(RunningHost.PATIENCE).until(() -> process.log().contains("records cannot be written"));
            process.terminate();

            assertThat(process.endsWithin(RunningHost.PATIENCE)).isTrue();
            assertThat(process.log())
                    .containsPattern(
                            "message=\"the schema registry does not answer: the host ends without having committed"
                                    + " the outcomes of these events, and they run again once the function has a host that"
                                    + " reaches it\" events=2 registry=http://localhost:\\d+ waited=PT15S");
            platform.startRegistry();
            host.start(0);
            assertThat(host.outputTexts(2)).containsExactlyInAnyOrder("one", "two");
            assertThat(host.usage(2)).hasSize(2);
        }
    }

    private static Statement statement() {
        return Statement.newBuilder()
                .setTenant("acme")
                .setFunction("f")
                .setHourStart(Instant.EPOCH)
                .setEvents(1)
                .setBillableEvents(1)
                .setSucceeded(1)
                .setDeadLettered(0)
                .setAttempts(1)
                .setDurationNanos(1)
                .setCpuNanos(1)
                .setShareNanos(1)
                .setMibMicros(1)
                .setCpuMicros(1)
                .setBytesIn(1)
                .setBytesOut(1)
                .setMeterRule("share")
                .setPriceBook("book")
                .setCurrency("EUR")
                .setCostNanos(1)
                .build();
    }
}
