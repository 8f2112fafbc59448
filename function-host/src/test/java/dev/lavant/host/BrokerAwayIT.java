package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.UsageRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a host's log says of a broker that is away, and that the host goes on when it is back.
class BrokerAwayIT {
    /// Longer than a record may wait for its partition, and than a host's client asks for its transactional id.
    private static final Duration LONG = Duration.ofSeconds(14);

    private static final Duration SOON = Duration.ofSeconds(8);
    private static final String WAITS = "the broker does not answer: the host waits for it and starts once it does";
    private static final Duration PATIENCE = RunningHost.PATIENCE.multipliedBy(2);

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
    void a_host_says_that_the_broker_does_not_answer_and_blames_no_topic() throws IOException {
        try (var host = RunningHost.ofScript(platform, 1, _ -> {});
                var process = HostProcess.start(host.launch(0))) {
            List<String> before =
                    IntStream.range(0, 5).mapToObj(i -> "before " + i).toList();
            before.forEach(text -> host.send(text, text));
            assertThat(host.outputTexts(5)).hasSize(5);
            IntStream.range(0, 4).forEach(i -> host.send("key-" + i, "long " + (500 + i * 3_000)));

            platform.stopBroker();
            pass(LONG);
            assertThat(process.log())
                    .contains("the broker does not answer: the host waits for it and goes on once it does")
                    .contains("kafka=" + platform.connection().bootstrapServers());
            platform.startBroker();
            host.send("k", "after");

            assertThat(host.outputTexts(10)).hasSize(10).doesNotHaveDuplicates();
            assertThat(host.usage(10)).extracting(UsageRecord::getAttempts).containsOnly(1);
            assertThat(process.log())
                    .contains("the broker answers again, the host goes on")
                    .doesNotContain("topic is missing");
        }
    }

    @Test
    void a_host_that_comes_up_without_a_broker_says_so_and_starts_once_it_is_there() throws IOException {
        try (var host = RunningHost.ofScript(platform, 1, _ -> {});
                var process = startedWithoutBroker(host)) {
            awaitLog(process, WAITS);
            pass(LONG);
            assertThat(process.alive()).isTrue();
            assertThat(process.log()).contains("kafka=" + platform.connection().bootstrapServers());
            platform.startBroker();
            host.send("k", "waits");

            assertThat(host.outputTexts(1)).containsExactly("waits");
            assertThat(process.log()).contains("the broker answers, the host starts");
        }
    }

    @Test
    void a_host_that_waits_for_the_broker_ends_at_once_when_asked_to() throws Exception {
        try (var host = RunningHost.ofScript(platform, 1, _ -> {});
                var asked = startedWithoutBroker(host);
                var orphan = HostProcess.start(host.launch(0))) {
            awaitLog(asked, WAITS);
            awaitLog(orphan, WAITS);
            asked.terminate();
            orphan.orphan();

            assertThat(asked.endsWithin(SOON)).isTrue();
            assertThat(orphan.endsWithin(SOON)).isTrue();
            assertThat(List.of(asked, orphan))
                    .allSatisfy(ended -> assertThat(ended.log())
                            .contains("the host is not wanted any more, and had not begun")
                            .doesNotContain("function host failed"));
        }
        platform.startBroker();
    }

    private HostProcess startedWithoutBroker(RunningHost host) throws IOException {
        platform.stopBroker();
        return HostProcess.start(host.launch(0));
    }

    private static void awaitLog(HostProcess process, String line) {
        waitAtMost(PATIENCE).until(() -> process.log().contains(line));
    }

    private static void pass(Duration time) {
        long since = System.nanoTime();
        waitAtMost(time.multipliedBy(2)).until(() -> System.nanoTime() - since > time.toNanos());
    }
}
