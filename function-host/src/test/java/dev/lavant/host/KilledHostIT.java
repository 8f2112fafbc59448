package dev.lavant.host;

import static dev.lavant.host.RunningHost.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.host.receive.EventReader;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Hosts in processes of their own that die as by `kill -9`.
class KilledHostIT {
    private static final int KILLED = 137;
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

    /// Pain 25: elsewhere exactly-once breaks when a host dies, and leaves out retries and dead letters.
    @Test
    void hosts_killed_in_their_transactions_lose_and_double_no_output_and_no_dead_letter() throws Exception {
        try (var host = RunningHost.ofScript(platform, 2, _ -> {})) {
            var fine = new ArrayList<String>();
            var bad = new ArrayList<String>();
            for (int i = 0; i < 200; i++) {
                String text = (i % 10 == 3 ? "fail " : i % 10 == 7 ? "once " : "fine ") + i;
                (i % 10 == 3 ? bad : fine).add(text);
                host.send("key-" + i % 50, text);
            }

            for (String step : List.of("before-offsets:2", "before-commit:3", "after-commit:2")) {
                assertThat(dies(host, "-Dlavant.failpoint=" + step)).isEqualTo(KILLED);
            }
            host.start(0);
            assertThat(host.usage(200)).hasSize(200);

            assertThat(host.allOutputTexts()).containsExactlyInAnyOrderElementsOf(fine);
            assertThat(host.allDeadLetterTexts()).containsExactlyInAnyOrderElementsOf(bad);
            assertThat(host.allUsage().stream()
                            .filter(usage -> usage.getKind() == UsageKind.INVOCATION)
                            .map(UsageRecord::getUsageId))
                    .hasSize(200)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void an_event_that_kills_every_host_becomes_a_dead_letter_and_the_others_go_on() throws Exception {
        try (var host = RunningHost.ofScript(platform, 1, function -> function.setMaxAttempts(1))) {
            host.send("deadly", "halt");
            host.send("deadly", "behind");
            List<String> others =
                    IntStream.range(0, 20).mapToObj(i -> "fine " + i).toList();
            others.forEach(text -> host.send(text, text));
            for (int death = 0; death < 3; death++) {
                assertThat(dies(host)).isEqualTo(1);
            }
            host.start(0);

            assertThat(host.deadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(RunningHost.text(letter)).isEqualTo("halt");
                assertThat(header(letter, "lavant.dlq.code")).isEqualTo("HOST_DIED");
                assertThat(header(letter, "lavant.dlq.attempts")).isEqualTo("1");
            });
            assertThat(host.usage(22)).hasSize(22);
            assertThat(host.allOutputTexts()).hasSize(21).contains("behind").containsAll(others);
        }
    }

    /// Pain 19: elsewhere a backlog larger than the memory kills its host.
    @Test
    void a_backlog_larger_than_its_heap_is_worked_off_by_a_host_that_holds_little_of_it() throws IOException {
        int heapMib = 48;
        int events = 30_000;
        try (var host = RunningHost.ofScript(platform, 2, KilledHostIT::keepsNothing)) {
            host.sendAll(IntStream.range(0, events).mapToObj(i -> i + " " + "x".repeat(2_000)));
            workedOff(host, heapMib, events);

            int room = Intake.Room.of((long) heapMib << 20).events() + EventReader.MAX_POLL_RECORDS;
            assertThat(host.heartbeats()).isNotEmpty().allMatch(heartbeat -> heartbeat.getInFlight() <= room);
        }
    }

    private static void workedOff(RunningHost host, int heapMib, int events) throws IOException {
        var group = GroupInKafka.of(platform, host.function());
        try (var process = HostProcess.start(host.launch(0), "-Xmx" + heapMib + "m")) {
            waitAtMost(RunningHost.PATIENCE.multipliedBy(2)).until(() -> group.done() == events);
            assertThat(process.alive()).isTrue();
        }
    }

    /// [Script] would keep the text of each event.
    private static void keepsNothing(FunctionDeployment.Builder function) {
        function.setHandlerClass(TestFunctions.class.getName()).setHandlerMethod("shout");
    }

    private static int dies(RunningHost host, String... options) throws IOException, InterruptedException {
        try (var process = HostProcess.start(host.launch(0), options)) {
            return process.death();
        }
    }
}
