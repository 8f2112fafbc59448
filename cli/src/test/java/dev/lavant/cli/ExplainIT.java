package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.PartitionLag;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lavant explain` tells what the journal holds, and `lavant simulate` replays it.
class ExplainIT {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static Terminal terminal;

    @BeforeAll
    static void decide() {
        GeneratedClasses.trust(); // defaults of the schema are read into them
        platform = LocalPlatform.start();
        terminal = Terminal.in(folder)
                .at(
                        platform.connection().bootstrapServers(),
                        platform.connection().schemaRegistry());
        platform.createTopic(Topics.FUNCTIONS, 1, Map.of("cleanup.policy", "compact"));
        platform.createTopic(Topics.SCALING, 1);
        write(decision("resize", 0, ScalingCode.WAKE, new Sizes(0, 1), 40).setSequence(0));
        write(decision("resize", 10, ScalingCode.DRAIN_UP, new Sizes(1, 4), 640).setSequence(1));
        write(decision("other", 12, ScalingCode.WAKE, new Sizes(0, 9), 1).setSequence(0));
        write(decision("resize", 70, ScalingCode.STEADY, new Sizes(4, 4), 900).setSequence(2));
        write(decision("resize", 130, ScalingCode.STEADY, new Sizes(4, 4), 1_000)
                .setSequence(3));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void the_decision_in_force_is_told_with_its_numbers_and_what_was_before() {
        var answer = terminal.type("explain resize --at 2026-06-01T12:02:30Z");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.lines())
                .containsExactly(
                        "resize at 2026-06-01T12:02:30Z: 4 hosts, STEADY since 2026-06-01T12:01:10Z",
                        "  why       because of 1000",
                        "  seen      4 ready, 0 starting, 0 draining; looked at 2026-06-01T12:02:10Z",
                        "  waiting   300 in 2 partitions, the oldest for 4 s; 200 of them in in-1; 2 in flight",
                        "  arriving  20.0/s (dispersion 1.5); an event takes 100 ms (500 seen),"
                                + " so a host that runs 4 at once does 40.0/s",
                        "  needed    1 host for what arrives, 3 for what waits",
                        "  bounds    10 hosts at most; target 10 s, a host starts in 3 s,"
                                + " and goes when it was not needed for 30 s",
                        "  lulls     hosts stay for 8 s when nothing waits, 60 s at most; nothing has waited for 0 s",
                        "  by        deadline-2, decision 3 of the autoscaler that leads with epoch 17",
                        "",
                        "before",
                        "  2026-06-01T12:00:10Z  1 -> 4  DRAIN_UP: because of 640",
                        "  2026-06-01T12:00:00Z  0 -> 1  WAKE: because of 40");
    }

    @Test
    void a_moment_of_the_past_has_the_decision_of_then() {
        assertThat(terminal.type("explain resize --at 2026-06-01T12:00:09Z").lines())
                .startsWith("resize at 2026-06-01T12:00:09Z: 1 host, WAKE since 2026-06-01T12:00:00Z")
                .doesNotContain("before");
    }

    @Test
    void the_journal_can_be_replayed_under_every_rule() throws IOException {
        var journal = terminal.type("explain resize -o json");
        Files.writeString(folder.resolve("resize.jsonl"), journal.out());

        assertThat(journal.lines()).hasSize(4);
        assertThat(journal.lines().getFirst())
                .startsWith("{\"function\":\"resize\",\"decidedAt\":\"2026-06-01T12:00:00Z\",\"current\":0,")
                .contains("\"appended\":40,", "\"committed\":null", "\"code\":\"WAKE\"");
        var replayed = Terminal.in(folder).type("simulate --trace resize.jsonl -o json");
        assertThat(replayed.err()).isEmpty();
        assertThat(replayed.lines()).hasSize(6);
        assertThat(replayed.lines().get(1)).startsWith("{\"workload\":\"resize\",\"policy\":\"lavant\"");
    }

    @Test
    void before_the_first_decision_nothing_is_known() {
        var answer = terminal.type("explain resize --at 2026-06-01T11:00:00Z");

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.err()).isEqualToNormalizingNewlines("""
                error: nothing is known of resize at 2026-06-01T11:00:00Z.
                       The first decision that is kept is of 2026-06-01T12:00:00Z.
                       Ask for a later time:  lavant explain resize --at 2026-06-01T12:00:00Z
                """);
    }

    @Test
    void a_function_that_nobody_deployed_is_not_found() {
        var answer = terminal.type("explain nobody");

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.err()).contains("there is no function 'nobody'", "lavant ls");
    }

    @Test
    void an_event_is_explained_to_every_function() throws IOException {
        platform.createTopic("purchases", 1);
        deploy("receipt", "purchases", "type = 'shop.sold' AND items > 5", 0);
        deploy("audit", "purchases", null, 0);
        deploy("eu", "purchases", "region = 'eu'", 0);
        deploy("late", "purchases", "TRUE", 9);
        deploy("thumbnail", "uploads", null, 0);
        terminal.type("event send purchases --type shop.sold --header ce_items=3");
        terminal.type("event send purchases --type shop.sold --header ce_items=7");
        platform.produce(new ProducerRecord<>("purchases", "plain".getBytes(StandardCharsets.UTF_8)));

        assertThat(terminal.type("explain event purchases 0@0").lines())
                .containsExactly(
                        "FUNCTION   GETS IT  WHY",
                        "audit      yes      it has no filter and gets all of purchases",
                        "receipt    no       items > 5 is false (items is '3')",
                        "eu         no       region = 'eu' has no value: the event has no attribute 'region'",
                        "late       no       it was deployed later and begins at offset 9",
                        "thumbnail  no       it reads uploads");
        assertThat(terminal.type("explain event purchases 0@1 -o json").lines())
                .contains("{\"function\":\"receipt\",\"revision\":1,\"gets\":true,\"code\":\"matches\","
                        + "\"why\":\"type = 'shop.sold' AND items > 5\","
                        + "\"filter\":\"type = 'shop.sold' AND items > 5\"}");
        assertThat(terminal.type("explain event purchases 0@2 -o json").lines().get(1))
                .contains("\"code\":\"no-event\",\"why\":\"the record has no header ce_specversion\"");
        Files.writeString(
                folder.resolve("event.json"),
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"region\":\"eu\"}");
        assertThat(terminal.type("explain event purchases --event event.json").lines())
                .contains("eu         yes      region = 'eu'", "late       yes      TRUE");
    }

    @Test
    void an_event_that_is_not_there_is_not_found() {
        platform.createTopic("sparse", 1);

        for (String place : List.of("0@0", "7@0")) {
            var answer = terminal.type("explain event sparse " + place);

            assertThat(answer.exit()).isEqualTo(3);
            assertThat(answer.err()).contains("there is no committed event at " + place + " of sparse", "event tail");
        }
        assertThat(terminal.type("explain event nowhere 0@0").err()).contains("there is no topic 'nowhere'");
    }

    private static void deploy(String name, String topic, @Nullable String filter, long start) {
        var function = FunctionDeployment.newBuilder()
                .setName(name)
                .setRevision(1)
                .setSourceTopics(List.of(topic))
                .setFilter(filter)
                .setStartOffsets(List.of(new StartOffset(topic, 0, start)))
                .setGroupId(Topics.group(name))
                .setHandlerClass("shop.Handlers")
                .setHandlerMethod(name)
                .setTimeoutMillis(1_000)
                .setMemoryMib(128)
                .setConcurrency(1)
                .setMaxAttempts(1)
                .setBackoffMillis(10)
                .setTargetLatencyMillis(1_000)
                .setMaxHosts(1)
                .setClasspath(List.of())
                .setDeployedAt(NOON)
                .build();
        platform.produce(new ProducerRecord<>(
                Topics.FUNCTIONS,
                name.getBytes(StandardCharsets.UTF_8),
                platform.connection().wire().encode(Topics.FUNCTIONS, function)));
    }

    private record Sizes(int current, int desired) {}

    /// Of events appended so far, half in each of two partitions.
    private static ScalingDecision.Builder decision(
            String function, int second, ScalingCode code, Sizes sizes, long appended) {
        return inputs(appended / 2, second == 0 ? -1 : appended / 2 - 100)
                .setFunction(function)
                .setTenant("default")
                .setGroupId(Topics.group(function))
                .setScalerEpoch(17)
                .setDecidedAt(NOON.plusSeconds(second))
                .setAlgorithm("deadline-2")
                .setCurrent(sizes.current())
                .setStarting(0)
                .setDraining(0)
                .setDesired(sizes.desired())
                .setCode(code)
                .setReason("because of " + appended)
                .setRateNeed(1)
                .setBacklogNeed(3)
                .setKeepMillis(8_000);
    }

    private static ScalingDecision.Builder inputs(long end, long committed) {
        return ScalingDecision.newBuilder()
                .setArrivalPerSec(20)
                .setDispersion(1.5)
                .setServiceMillis(100)
                .setServiceSamples(500)
                .setBacklog(300)
                .setOldestSeconds(4)
                .setInFlight(2)
                .setIdleMillis(0)
                .setTargetLatencyMillis(10_000)
                .setStartMillis(3_000)
                .setMoveMillis(2_000)
                .setDownWindowMillis(30_000)
                .setKeepAliveMillis(60_000)
                .setMax(10)
                .setConcurrency(4)
                .setPartitions(List.of(
                        new PartitionLag("in", 0, end, committed, 0L), new PartitionLag("in", 1, end, end - 200, 0L)));
    }

    private static void write(ScalingDecision.Builder decision) {
        ScalingDecision value = decision.build();
        platform.produce(new ProducerRecord<>(
                Topics.SCALING,
                value.getFunction().getBytes(StandardCharsets.UTF_8),
                platform.connection().wire().encode(Topics.SCALING, value)));
    }
}
