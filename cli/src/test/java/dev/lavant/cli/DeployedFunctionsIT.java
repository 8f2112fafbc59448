package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.MissedTicks;
import dev.lavant.schemas.ScheduleProgress;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.access.KeyText;
import dev.lavant.schemas.topics.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The verbs that look on, against a real broker and registry on which functions are deployed that nobody runs.
class DeployedFunctionsIT {
    private static final Instant HOUR = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant NIGHT = Instant.parse("2020-03-28T02:00:00Z"); // summer time begins the next

    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static Terminal terminal;

    @BeforeAll
    static void deploy() throws Exception {
        platform = LocalPlatform.start();
        terminal = Terminal.in(folder)
                .at(
                        platform.connection().bootstrapServers(),
                        platform.connection().schemaRegistry());
        Map<String, String> compacted = Map.of("cleanup.policy", "compact");
        platform.createTopic(Topics.FUNCTIONS, 1, compacted);
        platform.createTopic(Topics.HOSTS, 1, compacted);
        platform.createTopic(Topics.KEYS, 1, compacted);
        platform.createTopic(Topics.SCHEDULES, 1, compacted);
        platform.createTopic(Topics.TENANTS, 1, compacted);
        platform.createTopic(Topics.STATEMENTS, 1, compacted);
        platform.createTopic("uploads", 2);
        platform.createTopic(Topics.deadLetters("thumbnail"), 1);
        write(Topics.FUNCTIONS, "thumbnail", function("thumbnail", "uploads"));
        write(Topics.FUNCTIONS, "receipt", nightly(function("receipt", "purchases")));
        write(Topics.SCHEDULES, "receipt", new ScheduleProgress("receipt", NIGHT, NIGHT));
        write(Topics.FUNCTIONS, "resize", unordered("resize", "uploads"));
        writeHosts();
        write(Topics.STATEMENTS, "default|thumbnail|" + HOUR, statement(HOUR, 4, 9, 2_000_000));
        write(Topics.STATEMENTS, "default|thumbnail|" + HOUR, statement(HOUR, 6, 13, 4_120_000));
        write(Topics.STATEMENTS, "default|thumbnail|later", statement(HOUR.plusSeconds(3600), 1, 1, 1));
        commitOneOfThreeUploads();
        platform.produce(deadLetter());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void caps_of_a_tenant_are_set_one_by_one_and_stay_as_they_are_when_another_is_wrong() {
        assertThat(terminal.type("tenant caps acme --all-hosts 6 --all-calls 40 --weight 2 -o json")
                        .lines())
                .containsExactly("{\"tenant\":\"acme\",\"maxHosts\":\"-\",\"memory\":\"-\",\"concurrency\":\"-\","
                        + "\"timeout\":\"-\",\"allHosts\":\"6\",\"allCalls\":\"40\",\"weight\":2}");

        var refused = terminal.type("tenant caps acme --all-calls 50 --weight 0");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--weight must be at least 1, was 0", "Nothing was changed.", "--weight 1");

        var more = terminal.type("tenant caps acme --max-hosts 3 --memory 512Mi --timeout 5m");
        assertThat(more.exit()).as(more.err()).isZero();
        assertThat(terminal.type("tenant caps").lines())
                .containsExactly(
                        "TENANT  MAX HOSTS  MEMORY  CONCURRENCY  TIMEOUT   ALL HOSTS  ALL CALLS  WEIGHT",
                        "acme    3          512Mi   -            300000ms  6          40              2");
        assertThat(terminal.type("tenant caps other").lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acme --all-hosts 0    | --all-hosts must be at least 1, was 0    | --all-hosts 1
            acme --all-calls -4   | --all-calls must be at least 1, was -4   | --all-calls 1
            acme --weight heavy   | 'heavy' is not an int                    | --weight
            acme --memory much    | --memory 'much' is not a size            | --memory 512Mi
            acme --timeout soon   | --timeout 'soon' is not a duration       | --timeout 5m
            --weight 2            | no tenant is named                       | lavant tenant caps acme
            """)
    void a_cap_that_cannot_be_is_told_with_one_that_can(String typed, String what, String example) {
        var answer = terminal.type("tenant caps " + typed);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains(what, example);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void a_key_is_made_shown_once_listed_without_its_secret_and_revoked() {
        var made = terminal.type("keys create acme --topics orders,shop.* --role viewer --rate 50 --for till");
        assertThat(made.exit()).as(made.err()).isZero();
        String key = made.lines().getLast();
        String id = KeyText.parse(key).orElseThrow().id();
        assertThat(made.err()).contains("lavant keys revoke " + id);

        var listed = terminal.type("keys list acme");
        assertThat(listed.out())
                .contains(id, "acme", "orders, shop.*", "viewer", "till")
                .doesNotContain(key.substring(20));
        assertThat(terminal.type("keys list acme -o json").out())
                .contains(
                        "\"topics\":[\"orders\",\"shop.*\"],\"functions\":[],\"role\":\"viewer\",\"eventsPerSecond\":50,\"burst\":50,");
        assertThat(terminal.type("keys list nobody").lines()).hasSize(1);

        assertThat(terminal.type("keys revoke " + id).exit()).isZero();
        assertThat(terminal.type("keys list acme").lines()).hasSize(1);
        var again = terminal.type("keys revoke " + id);
        assertThat(again.exit()).isEqualTo(3);
        assertThat(again.err()).contains("there is no key '" + id + "'", "lavant keys list");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            keys create acme                             | the key is for nothing
            keys create acme --topics a/b                | --topics: 'a/b' is neither a name of letters
            keys create acme --topics orders --rate 0    | --rate must be at least 1, was 0
            keys create acme --functions *x              | --functions: '*x' is neither a name of letters
            """, delimiter = '|')
    void a_key_that_makes_no_sense_is_not_made(String typed, String said) {
        var answer = terminal.type(typed);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains(said, "No key was made.", "For example:  ");
    }

    @Test
    void ls_shows_hosts_lag_events_failed_attempts_and_cost() {
        var answer = terminal.type("ls");

        assertThat(answer.lines())
                .containsExactly(
                        "NAME       REV  STATE   HOSTS  LAG  EVENTS  ERR       COST",
                        "receipt      1  idle      0/4    ?       0    0  $0.000000",
                        "resize       1  idle      0/4    2       0    0  $0.000000",
                        "thumbnail    1  active    1/4    2       7    9  $0.004120");
        assertThat(answer.err())
                .contains("receipt: lag is unknown, there is no topic purchases")
                .contains("thumbnail has 2 dead letters. See:  lavant dlq show thumbnail");
        assertThat(answer.exit()).isZero();
    }

    @Test
    void ls_as_json_has_the_documented_fields() {
        assertThat(terminal.type("ls -o json").lines().getLast())
                .isEqualTo(
                        "{\"name\":\"thumbnail\",\"revision\":1,\"tenant\":\"default\",\"state\":\"active\",\"hosts\":2,"
                                + "\"hostsReady\":1,\"hostsMax\":4,\"lag\":2,\"events\":7,\"failedAttempts\":9,\"deadLetters\":2,"
                                + "\"costNanos\":4120001,\"currency\":\"USD\"}");
    }

    @Test
    void schedules_show_the_last_tick_and_the_next_one_and_say_what_is_overdue() {
        var answer = terminal.type("schedules");

        assertThat(answer.lines())
                .containsExactly(
                        "FUNCTION  SCHEDULE                 MISSED  LAST                  NEXT",
                        "receipt   0 3 * * * Europe/Berlin  ALL     2020-03-28T02:00:00Z  2020-03-29T01:00:00Z");
        assertThat(answer.err()).contains("receipt is overdue: the autoscaler that leads sends ticks. Is one running?");
        assertThat(terminal.type("schedules -o json").out())
                .isEqualTo("{\"function\":\"receipt\",\"schedule\":\"0 3 * * * Europe/Berlin\",\"missed\":\"ALL\","
                        + "\"last\":\"2020-03-28T02:00:00Z\",\"next\":\"2020-03-29T01:00:00Z\"}\n");
    }

    @Test
    void usage_counts_the_newest_statement_of_an_hour_and_totals() {
        assertThat(terminal.type("usage --function thumbnail").lines())
                .containsExactly(
                        "HOUR (UTC)            TENANT   FUNCTION   EVENTS  OK  DEAD LETTERS  CPU s  GiB-s        COST",
                        "2026-11-23T10:00:00Z  default  thumbnail       6   5             1  0.250  0.500   $0.004120",
                        "2026-11-23T11:00:00Z  default  thumbnail       1   0             1  0.250  0.500  <$0.000001",
                        "total                                          7   5             2  0.500  1.000   $0.004120");
    }

    @Test
    void usage_of_a_function_that_has_none_is_empty() {
        assertThat(terminal.type("usage --function receipt -o json").out()).isEmpty();
    }

    @Test
    void a_function_that_is_not_there_exits_3_and_names_those_that_are() {
        for (var answer : List.of(terminal.type("usage --function thumbnial"), terminal.type("dlq show thumbnial"))) {
            assertThat(answer.exit()).isEqualTo(3);
            assertThat(answer.err())
                    .startsWith("error: there is no function 'thumbnial'.")
                    .contains("are: receipt, resize, thumbnail.");
        }
    }

    @Test
    void dlq_counts_and_shows_why() {
        assertThat(terminal.type("dlq ls -o json").lines())
                .contains("{\"function\":\"receipt\",\"deadLetters\":0,\"newest\":null}")
                .anyMatch(line -> line.startsWith("{\"function\":\"thumbnail\",\"deadLetters\":1,\"newest\":\"20"));
        assertThat(terminal.type("dlq show thumbnail").lines())
                .hasSize(4)
                .satisfies(lines ->
                        assertThat(lines.getFirst()).startsWith("uploads 1@7  FUNCTION_ERROR (permanent)  attempts 3"))
                .contains("  java.io.IOException: truncated\\nfile", "  key   broken.jpg", "  value (3 bytes) ffd8ff");
    }

    @Test
    void a_registry_that_is_away_exits_7_by_its_name() {
        var away = terminal.at(platform.connection().bootstrapServers(), URI.create("http://localhost:1"));

        var answer = away.run("ls");

        assertThat(answer.exit()).isEqualTo(7);
        assertThat(answer.err()).startsWith("error: the schema registry at http://localhost:1 does not answer.");
    }

    private static void writeHosts() {
        var stillFresh = Instant.now().plusSeconds(3600); // however long the tests take
        write(Topics.HOSTS, "h1", host("h1", HostPhase.READY, stillFresh));
        write(Topics.HOSTS, "h2", host("h2", HostPhase.STARTING, stillFresh));
        write(
                Topics.HOSTS,
                "killed",
                host("killed", HostPhase.READY, Instant.now().minusSeconds(60)));
    }

    private static void commitOneOfThreeUploads() throws Exception {
        for (int partition : List.of(0, 0, 1)) {
            platform.produce(new ProducerRecord<>("uploads", partition, null, bytes("photo")));
        }
        var committed = Map.of(
                new TopicPartition("uploads", 0), new OffsetAndMetadata(1),
                new TopicPartition("uploads", 1), new OffsetAndMetadata(0));
        platform.admin()
                .alterConsumerGroupOffsets(Topics.group("thumbnail"), committed)
                .all()
                .get();
        platform.admin()
                .alterShareGroupOffsets(
                        Topics.shareGroup("resize"),
                        Map.of(new TopicPartition("uploads", 0), 1L, new TopicPartition("uploads", 1), 0L))
                .all()
                .get();
    }

    private static ProducerRecord<byte[], byte[]> deadLetter() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
        var record = new ProducerRecord<>(Topics.deadLetters("thumbnail"), bytes("broken.jpg"), jpeg);
        Map.of(
                        "topic", "uploads",
                        "partition", "1",
                        "offset", "7",
                        "code", "FUNCTION_ERROR",
                        "class", "permanent",
                        "attempts", "3",
                        "exception", "java.io.IOException",
                        "message", "truncated\nfile")
                .forEach((name, value) -> record.headers().add("lavant.dlq." + name, bytes(value)));
        return record;
    }

    private static <T extends SpecificRecord> void write(String topic, String key, T value) {
        platform.produce(new ProducerRecord<>(topic, bytes(key), platform.wire().encode(topic, value)));
    }

    private static FunctionDeployment function(String name, String topic) {
        return FunctionDeployment.newBuilder()
                .setName(name)
                .setRevision(1)
                .setSourceTopics(List.of(topic))
                .setGroupId(Topics.group(name))
                .setHandlerClass("shop.Photos")
                .setHandlerMethod("on")
                .setTimeoutMillis(1000)
                .setMemoryMib(256)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(1000)
                .setMaxHosts(4)
                .setClasspath(List.of())
                .setDeployedAt(HOUR)
                .build();
    }

    private static FunctionDeployment nightly(FunctionDeployment function) {
        return FunctionDeployment.newBuilder(function)
                .setSchedule(DeployedSchedule.newBuilder()
                        .setCron("0 3 * * *")
                        .setZone("Europe/Berlin")
                        .setMissed(MissedTicks.ALL)
                        .setSince(NIGHT.minusSeconds(1))
                        .build())
                .build();
    }

    private static FunctionDeployment unordered(String name, String topic) {
        return FunctionDeployment.newBuilder(function(name, topic))
                .setOrdering(EventOrdering.NONE)
                .setGroupId(Topics.shareGroup(name))
                .build();
    }

    private static HostHeartbeat host(String id, HostPhase phase, Instant at) {
        return HostHeartbeat.newBuilder()
                .setHostId(id)
                .setFunction("thumbnail")
                .setRevision(1)
                .setSlot(0)
                .setPid(1)
                .setPhase(phase)
                .setAt(at)
                .setJvmStartedAt(at)
                .setPartitions(1)
                .setInFlight(0)
                .setCompleted(0)
                .setFailedAttempts(0)
                .setBusyNanos(0)
                .build();
    }

    private static Statement statement(Instant hour, long events, long attempts, long costNanos) {
        return Statement.newBuilder()
                .setTenant("default")
                .setFunction("thumbnail")
                .setHourStart(hour)
                .setEvents(events)
                .setBillableEvents(events)
                .setSucceeded(events - 1)
                .setDeadLettered(1)
                .setAttempts(attempts)
                .setDurationNanos(1)
                .setCpuNanos(1)
                .setShareNanos(1)
                .setMibMicros(512_000_000)
                .setCpuMicros(250_000)
                .setBytesIn(1)
                .setBytesOut(1)
                .setMeterRule("share-ceil-1us")
                .setPriceBook("test")
                .setCurrency("USD")
                .setCostNanos(costNanos)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
