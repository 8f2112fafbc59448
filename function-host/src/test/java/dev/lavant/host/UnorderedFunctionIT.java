package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Functions without an order, which read through a share group.
@ResourceLock(TestFunctions.SHARED)
class UnorderedFunctionIT {
    private static final Duration LOCK = Duration.ofSeconds(6);

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

    @BeforeEach
    void forget() {
        TestFunctions.SEEN.clear();
    }

    private static RunningHost host(String method, int concurrency) {
        return RunningHost.of(platform, method, function -> unordered(function, concurrency));
    }

    private static void unordered(FunctionDeployment.Builder function, int concurrency) {
        function.setOrdering(EventOrdering.NONE).setConcurrency(concurrency).setTimeoutMillis(60_000);
    }

    @Test
    void more_hosts_than_partitions_all_get_work_and_each_event_is_billed_once() {
        TestFunctions.gate = new CountDownLatch(4); // each host makes one call at a time: all four must have begun one
        try (var first = host("meet", 1);
                var _ = first.beside(1);
                var _ = first.beside(2);
                var _ = first.beside(3)) {
            IntStream.range(0, 40).forEach(i -> first.send("k", "v" + i));

            List<String> texts = IntStream.range(0, 40).mapToObj(i -> "v" + i).toList();
            await().atMost(RunningHost.PATIENCE)
                    .untilAsserted(() -> assertThat(first.outputTexts(40)).containsAll(texts));
            List<UsageRecord> usage = first.usage(40);
            assertThat(usage).hasSizeGreaterThanOrEqualTo(40).allSatisfy(one -> {
                assertThat(one.getGroupKind()).isEqualTo(GroupKind.SHARE);
                assertThat(one.getAttempts()).isEqualTo(1);
            });
            assertThat(usage.stream().map(UsageRecord::getHostId).distinct()).hasSize(4);
        }
    }

    @Test
    void an_event_that_outlives_its_lock_runs_once() {
        TestFunctions.gate = new CountDownLatch(1);
        try (var first = host("noted", 2);
                var _ = first.beside(1)) {
            first.lockFor(LOCK);
            first.send("k", "slow");
            await().atMost(RunningHost.PATIENCE).until(() -> TestFunctions.SEEN.contains("slow"));
            long since = System.nanoTime();

            await().atMost(RunningHost.PATIENCE)
                    .untilAsserted(() -> assertThat(Duration.ofNanos(System.nanoTime() - since))
                            .isGreaterThan(LOCK.multipliedBy(2)));
            TestFunctions.gate.countDown();

            assertThat(first.usage(1)).singleElement().satisfies(one -> {
                assertThat(one.getAttempts()).isEqualTo(1);
                assertThat(one.getDurationNanos()).isGreaterThan(LOCK.toNanos());
            });
            assertThat(TestFunctions.SEEN).containsExactly("slow");
        }
    }

    @Test
    void a_failing_event_is_tried_three_times_and_waits_for_nobody() {
        try (var host = host("fussy", 4)) {
            List.of("fail", "flaky", "reject", "fine").forEach(text -> host.send("same", text));

            assertThat(host.outputTexts(2)).containsExactlyInAnyOrder("flaky", "fine");
            assertThat(host.deadLetters(2))
                    .extracting(letter -> header(letter, "lavant.dlq.code") + " after "
                            + header(letter, "lavant.dlq.attempts") + ": " + header(letter, "lavant.dlq.message"))
                    .containsExactlyInAnyOrder(
                            "MAX_ATTEMPTS after 3: broken by fail", "REJECTED after 1: not for me: reject");
            assertThat(host.usage(4)).extracting(UsageRecord::getAttempts).containsExactlyInAnyOrder(3, 3, 1, 1);
        }
    }

    @Test
    void a_batch_that_fails_is_tried_again_event_by_event() {
        try (var host = RunningHost.of(platform, "together", function -> {
            unordered(function, 1);
            function.setBatchMax(10).setBatchWaitMillis(60_000);
        })) {
            List.of("good-1", "bad", "good-2").forEach(text -> host.sendTo(0, "k", text));

            assertThat(host.deadLetters(1)).extracting(RunningHost::text).containsExactly("bad");
            List<UsageRecord> usage = host.usage(3);
            assertThat(usage)
                    .extracting(UsageRecord::getOutcome)
                    .containsExactlyInAnyOrder(UsageOutcome.OK, UsageOutcome.OK, UsageOutcome.DEAD_LETTERED);
        }
    }

    @Test
    void what_has_not_begun_goes_to_another_host_while_a_drain_waits_for_what_runs() {
        TestFunctions.gate = new CountDownLatch(1);
        try (var draining = host("noted", 1)) {
            draining.send("k", "slow");
            await().atMost(RunningHost.PATIENCE).until(() -> TestFunctions.SEEN.contains("slow"));
            List.of("a", "b", "c").forEach(text -> draining.send("k", text));

            draining.drain();
            otherHostTakes(draining, List.of("a", "b", "c"));
            TestFunctions.gate.countDown();

            assertThat(draining.exit()).isEqualTo(Engine.Exit.DRAINED);
            assertThat(draining.outputTexts(4)).contains("slow");
            assertThat(draining.usage(4)).hasSize(4);
            assertThat(TestFunctions.SEEN).containsExactlyInAnyOrder("slow", "a", "b", "c");
        }
    }

    private static void otherHostTakes(RunningHost host, List<String> texts) {
        try (var _ = host.beside(1)) {
            assertThat(host.outputTexts(texts.size())).containsExactlyInAnyOrderElementsOf(texts);
        }
    }

    @Test
    void what_lies_before_the_start_does_not_run() {
        try (var host = RunningHost.of(platform, "shout", function -> {
            unordered(function, 1);
            String input = function.getSourceTopics().getFirst();
            function.setStartOffsets(List.of(new StartOffset(input, 0, 2L), new StartOffset(input, 1, 0L)));
        })) {
            IntStream.range(0, 4).forEach(i -> host.sendTo(0, "k", "v" + i));

            assertThat(host.outputTexts(2)).containsExactlyInAnyOrder("V2", "V3");
            assertThat(host.usage(2)).hasSize(2);
        }
    }

    @Test
    void a_host_that_dies_between_commit_and_acknowledgement_has_its_event_run_again_and_billed_once()
            throws Exception {
        try (var first = host("shout", 1)) {
            first.stop();
            Process dies = process(first, "-Dlavant.failpoint=after-commit:1");
            first.send("k", "twice");
            assertThat(dies.waitFor(RunningHost.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            first.restart();

            List<String> ids = first.outputs(2).stream()
                    .map(output -> header(output, "ce_id"))
                    .toList();
            assertThat(ids).hasSize(2).containsOnly(ids.getFirst());
            assertThat(first.usage(2))
                    .extracting(UsageRecord::getUsageId)
                    .hasSize(2)
                    .containsOnly(first.usage(2).getFirst().getUsageId());
        }
    }

    private static Process process(RunningHost slot, String option) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(slot.launch(0).toEnvironment());
        return builder.start();
    }
}
