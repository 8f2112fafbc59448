package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.UsageRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What users of other platforms suffer when hosts come and go: each test shows that one of these pains is not here.
class PainsOfRebalancesIT {
    /// An event that has failed comes back only to another host: the test does not last that long.
    private static final long NOT_AGAIN_HERE = 3_600_000;

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

    /// Pain 3: elsewhere each rebalance counts from one again, and the dead letter is never reached.
    @Test
    void attempts_are_counted_on_over_a_rebalance() {
        try (var host = RunningHost.ofScript(platform, 2, PainsOfRebalancesIT::backsOffForLong)) {
            host.start(0);
            host.send("k", "fail");
            awaitRuns(host, "fail", 1);
            for (int tries = 2; tries <= 3; tries++) {
                int from = tries % 2;
                host.start(1 - from);
                group(host).awaitHosts(2);
                host.stop(from);
                awaitRuns(host, "fail", tries);
            }

            var letters = host.deadLetters(1);
            assertThat(letters)
                    .hasSize(1)
                    .allMatch(letter -> header(letter, "lavant.dlq.attempts").equals("3"));
            assertThat(host.usage(1)).extracting(UsageRecord::getAttempts).containsExactly(3);
            assertThat(Script.runs(host, "fail")).isEqualTo(3);
        }
    }

    /// Pain 3 again: a host that dies takes no count with it.
    @Test
    void attempts_are_counted_on_over_a_crash() {
        try (var host = RunningHost.ofScript(platform, 2, PainsOfRebalancesIT::backsOffForLong)) {
            host.start(0);
            host.send("k", "fail");
            for (int tries = 1; tries < 3; tries++) {
                int known = tries;
                waitAtMost(RunningHost.PATIENCE).until(() -> group(host).attemptsKnown() == known);
                assertThat(host.crash(0)).isEqualTo(Engine.Exit.LOST);
            }

            assertThat(host.deadLetters(1))
                    .hasSize(1)
                    .allMatch(letter -> header(letter, "lavant.dlq.attempts").equals("3"));
            assertThat(Script.runs(host, "fail")).isEqualTo(3);
        }
    }

    /// Pain 7: elsewhere events run twice when hosts come or go, though nothing has failed.
    @Test
    void scaling_from_one_to_three_and_back_runs_no_event_twice() {
        try (var host = RunningHost.ofScript(platform, 8, _ -> {})) {
            var scaled = new AtomicBoolean();
            var sent = new AtomicInteger();
            host.start(0);
            var load = CompletableFuture.runAsync(() -> {
                while (!scaled.get()) {
                    int i = sent.getAndIncrement();
                    host.send("key-" + i % 97, "event " + i);
                }
            });
            group(host).awaitHosts(1);
            for (int slot = 1; slot <= 2; slot++) {
                host.start(slot);
                group(host).awaitHosts(slot + 1);
            }
            for (int slot = 2; slot >= 1; slot--) {
                host.stop(slot);
                group(host).awaitHosts(slot);
            }
            scaled.set(true);
            load.join();

            List<String> all =
                    IntStream.range(0, sent.get()).mapToObj(i -> "event " + i).toList();
            assertThat(host.outputTexts(all.size())).hasSameSizeAs(all);
            assertThat(host.allOutputTexts()).containsExactlyInAnyOrderElementsOf(all);
            assertThat(all).allMatch(event -> Script.runs(host, event) == 1);
            assertThat(host.usage(all.size())).hasSameSizeAs(all);
        }
    }

    /// Pain 8: elsewhere an event that waits for its retry is dropped when its partition goes to another host.
    @Test
    void an_event_that_waits_for_its_retry_survives_a_rebalance() {
        try (var host = RunningHost.ofScript(platform, 2, PainsOfRebalancesIT::backsOffForLong)) {
            host.start(0);
            host.sendTo(0, "a", "once here");
            host.sendTo(1, "b", "once there");
            host.sendTo(0, "a", "behind");
            waitAtMost(RunningHost.PATIENCE).until(() -> group(host).attemptsKnown() == 2);

            host.start(1);
            group(host).awaitHosts(2);
            host.stop(0);

            assertThat(host.outputTexts(3)).containsExactlyInAnyOrder("once here", "once there", "behind");
            assertThat(host.outputTexts(3)).containsSubsequence("once here", "behind");
            assertThat(List.of("once here", "once there", "behind"))
                    .extracting(text -> Script.runs(host, text))
                    .containsExactly(2, 2, 1);
            assertThat(host.usage(3)).extracting(UsageRecord::getAttempts).containsExactlyInAnyOrder(2, 2, 1);
        }
    }

    private static void backsOffForLong(FunctionDeployment.Builder function) {
        function.setBackoffMillis(NOT_AGAIN_HERE).setMaxBackoffMillis(NOT_AGAIN_HERE);
    }

    private static void awaitRuns(RunningHost host, String text, int count) {
        waitAtMost(RunningHost.PATIENCE).until(() -> Script.runs(host, text) >= count);
    }

    private static GroupInKafka group(RunningHost host) {
        return GroupInKafka.of(platform, host.function());
    }
}
