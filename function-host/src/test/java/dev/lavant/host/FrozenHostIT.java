package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Hosts that stand still for longer than their group waits, and then go on.
class FrozenHostIT {
    /// The embedded broker's groups wait for six seconds.
    private static final Duration LONGER_THAN_THE_GROUP_WAITS = Duration.ofSeconds(8);

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
    void a_host_that_was_frozen_loses_and_doubles_nothing_and_does_not_fail() throws Exception {
        try (var host = RunningHost.ofScript(platform, 4, _ -> {});
                var frozen = HostProcess.start(host.launch(0))) {
            List<String> first = sent(host, 0, 100);
            assertThat(host.outputTexts(100)).containsExactlyInAnyOrderElementsOf(first);
            host.start(1);
            GroupInKafka.of(platform, host.function()).awaitHosts(2);
            List<String> all = sent(host, 100, 200);
            frozen.freeze();
            pass(LONGER_THAN_THE_GROUP_WAITS);
            sent(host, 200, 300);
            frozen.thaw();
            sent(host, 300, 400);

            assertThat(host.outputTexts(400)).hasSize(400);
            frozen.terminate();
            assertThat(frozen.endsWithin(RunningHost.PATIENCE)).isTrue();
            assertThat(frozen.log()).doesNotContain("function host failed");
            assertThat(host.allOutputTexts())
                    .hasSize(400)
                    .doesNotHaveDuplicates()
                    .containsAll(all);
            assertThat(host.allUsage().stream()
                            .filter(usage -> usage.getKind() == UsageKind.INVOCATION)
                            .map(UsageRecord::getUsageId))
                    .hasSize(400)
                    .doesNotHaveDuplicates();
        }
    }

    /// A host that froze in the moment in which it took over partitions asks for what is committed there as a member
    /// that the group does not have any more.
    @Test
    void a_host_that_the_group_has_expelled_while_it_took_over_ends_as_one_that_was_replaced() {
        try (var host = RunningHost.ofScript(platform, 2, _ -> {})) {
            var settings = platform.connection().properties();
            settings.putAll(Map.of("group.id", host.function().getGroupId(), "group.protocol", "consumer"));
            Engine engine = BareEngine.reading(platform, host, new ExpelledConsumer(settings));
            assertThat(engine.run(() -> {})).isEqualTo(Engine.Exit.LOST);

            List<String> all = sent(host, 0, 20);
            host.start(0);

            assertThat(host.usage(20)).hasSize(20);
            assertThat(host.allOutputTexts()).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    private static List<String> sent(RunningHost host, int from, int to) {
        List<String> texts =
                IntStream.range(from, to).mapToObj(i -> "event " + i).toList();
        texts.forEach(text -> host.send(text, text));
        return texts;
    }

    private static void pass(Duration time) {
        long since = System.nanoTime();
        waitAtMost(time.multipliedBy(2)).until(() -> System.nanoTime() - since > time.toNanos());
    }
}
