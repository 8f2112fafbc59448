package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.host.receive.EventReader;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What users of other platforms suffer when functions are slow, and what a host's life adds up to.
class PainsOfLoadIT {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

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

    /// Pain 18: elsewhere a slow function handles one event at a time for each partition.
    @Test
    void a_slow_function_uses_its_whole_concurrency_in_a_single_partition() {
        try (var host = RunningHost.ofScript(platform, 1, function -> function.setConcurrency(16))) {
            Script.gate("sixteen", 16);
            host.start(0);
            List<String> events =
                    IntStream.range(0, 16).mapToObj(i -> "wait sixteen " + i).toList();
            events.forEach(text -> host.send(text, text));

            assertThat(host.outputTexts(16)).hasSize(16);
            assertThat(host.allOutputTexts()).containsExactlyInAnyOrderElementsOf(events);
            assertThat(events).allMatch(text -> Script.runs(host, text) == 1);
        }
    }

    @Test
    void an_event_that_takes_long_holds_up_none_of_the_short_ones_around_it() {
        try (var host = RunningHost.ofScript(platform, 1, function -> function.setConcurrency(4))) {
            CountDownLatch gate = Script.gate("shut", 2);
            host.start(0);
            host.sendAll(IntStream.range(0, 5_000).mapToObj(i -> "short " + i));
            assertThat(host.outputTexts(5_000)).hasSize(5_000);

            host.sendAll(IntStream.range(0, 500).mapToObj(i -> i == 250 ? "wait shut" : "around it " + i));
            assertThat(host.outputTexts(5_499)).hasSize(5_499).doesNotContain("wait shut");
            gate.countDown();
            assertThat(host.outputTexts(5_500)).hasSize(5_500).contains("wait shut");
        }
    }

    /// Pain 20: elsewhere a handler that runs longer than the group's poll interval has its host thrown out, and its
    /// event is delivered again and again.
    @Test
    void a_handler_that_outlasts_the_groups_patience_is_run_once_and_its_host_stays() {
        try (var host = RunningHost.ofScript(platform, 1, _ -> {})) {
            Engine engine = impatient(host);
            var exit = CompletableFuture.supplyAsync(() -> engine.run(() -> {}), RunningHost::onThreadOfItsOwn);
            var group = GroupInKafka.of(platform, host.function());
            group.awaitHosts(1);
            String member = group.members().getFirst();
            String text = "long " + POLL_INTERVAL.multipliedBy(4).toMillis();
            host.send("slow", text);

            assertThat(host.outputTexts(1)).containsExactly(text);
            assertThat(group.members()).containsExactly(member);
            engine.drain();
            assertThat(exit.join()).isEqualTo(Engine.Exit.DRAINED);
            assertThat(host.allOutputTexts()).containsExactly(text);
            assertThat(Script.runs(host, text)).isEqualTo(1);
        }
    }

    /// A host that the group waits for no longer than a second.
    private static Engine impatient(RunningHost host) {
        var client = platform.connection().properties();
        return BareEngine.reading(
                platform, host, EventReader.consumer(client, host.function().getGroupId(), POLL_INTERVAL));
    }

    @Test
    void the_shares_in_all_records_of_a_host_add_up_to_its_life() {
        try (var host = RunningHost.ofScript(platform, 2, _ -> {})) {
            host.start(0);
            List<String> events = IntStream.range(0, 100)
                    .mapToObj(i -> (i % 10 == 3 ? "once " : i % 10 == 7 ? "fail " : "long 2 ") + i)
                    .toList();
            events.forEach(text -> host.send(text, text));
            assertThat(host.usage(100)).hasSize(100);
            waitAtMost(RunningHost.PATIENCE)
                    .until(() -> GroupInKafka.of(platform, host.function()).attemptsKnown() == 0);
            host.send("last", "last");
            assertThat(host.stop()).isEqualTo(Engine.Exit.DRAINED);

            List<UsageRecord> life = host.allUsage();
            UsageRecord end = life.stream()
                    .filter(usage -> usage.getHostNanos() >= 0)
                    .reduce((_, later) -> later)
                    .orElseThrow();
            assertThat(life.stream().map(UsageRecord::getHostId)).containsOnly(end.getHostId());
            assertThat(EnumSet.copyOf(life.stream().map(UsageRecord::getKind).toList()))
                    .contains(UsageKind.INIT, UsageKind.INVOCATION, UsageKind.KEEP_ALIVE, UsageKind.DRAIN);
            long shares = life.stream().mapToLong(UsageRecord::getShareNanos).sum();
            assertThat(Math.abs(end.getHostNanos() - shares)).isLessThan(1_000L * events.size());
        }
    }
}
