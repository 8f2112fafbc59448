package dev.lavant.host.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.topics.Deliveries;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How share groups behave, on a real broker, where the engine rests on it.
class ShareReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LOCK = Duration.ofSeconds(8);

    private static LocalPlatform platform;
    private String topic;
    private String group;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void newGroup() throws Exception {
        topic = "events-" + UUID.randomUUID();
        group = Topics.shareGroup(topic);
        platform.createTopic(topic, 2);
        Map<String, String> settings = Map.of(
                "share.auto.offset.reset", "earliest",
                "share.isolation.level", "read_committed",
                "share.record.lock.duration.ms", Long.toString(LOCK.toMillis()),
                "share.delivery.count.limit", Integer.toString(Deliveries.LIMIT),
                "share.heartbeat.interval.ms", "500");
        platform.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, group),
                        settings.entrySet().stream()
                                .map(entry -> new AlterConfigOp(
                                        new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                                .toList()))
                .all()
                .get();
    }

    @Test
    void more_readers_than_partitions_all_get_events() {
        try (var first = reader(1, 1);
                var second = reader(1, 1);
                var third = reader(1, 1);
                var fourth = reader(1, 1)) {
            send(0, 4);
            List<ShareReader> readers = List.of(first, second, third, fourth);

            await().atMost(PATIENCE).untilAsserted(() -> {
                readers.forEach(reader -> reader.poll(SHORT));
                assertThat(readers)
                        .allSatisfy(reader -> assertThat(reader.held()).isEqualTo(1));
            });
        }
    }

    @Test
    void a_slow_event_stays_with_its_reader_past_its_lock_and_delays_no_other() {
        try (var slow = reader(4, 1);
                var other = reader(1, 8)) {
            send(0, 1);
            var held = takeOne(slow);
            long since = System.nanoTime();
            send(1, 9);
            Set<String> seen = new HashSet<>();

            await().atMost(PATIENCE).untilAsserted(() -> {
                work(slow, held, seen);
                work(other, held, seen);
                assertThat(seen).hasSize(8);
                assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(LOCK.multipliedBy(2));
            });

            assertThat(slow.holds(held)).isTrue();
            assertThat(slow.lost()).isEmpty();
            slow.accept(held);
            assertThat(slow.commit()).isEqualTo(new Acknowledged.Complete());
            assertThat(seen).doesNotContain("event 0");
        }
    }

    @Test
    void all_partitions_go_on_while_the_only_reader_holds_an_event() {
        try (var reader = reader(4, 1)) {
            send(0, 1);
            var held = takeOne(reader);
            Set<String> seen = new HashSet<>();

            send(1, 21);

            await().atMost(PATIENCE).untilAsserted(() -> {
                work(reader, held, seen);
                assertThat(seen).hasSize(20);
            });
            assertThat(reader.holds(held)).isTrue();
        }
    }

    @Test
    void events_that_arrive_one_by_one_are_all_held_at_once() {
        try (var reader = reader(5, 64)) {
            for (int number = 0; number < 4; number++) {
                int sent = number + 1;
                send(number, sent);
                await().atMost(PATIENCE).untilAsserted(() -> {
                    reader.poll(SHORT);
                    assertThat(reader.held()).isEqualTo(sent);
                });
            }
            assertThat(reader.hands()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void events_are_accepted_in_any_order() {
        try (var reader = reader(1, 10)) {
            platform.produce(IntStream.range(0, 10)
                    .mapToObj(number -> new ProducerRecord<byte[], byte[]>(topic, 0, null, text(number)))
                    .toList());
            List<ConsumerRecord<byte[], byte[]>> events = take(reader, 10);

            events.reversed().stream().limit(5).forEach(reader::accept);

            assertThat(reader.commit()).isEqualTo(new Acknowledged.Complete());
            assertThat(reader.held()).isEqualTo(5);
            events.stream().limit(5).forEach(reader::accept);
            assertThat(reader.commit()).isEqualTo(new Acknowledged.Complete());
        }
        assertThat(nothingComes()).isTrue();
    }

    @Test
    void a_released_event_comes_again_as_its_second_delivery() {
        try (var reader = reader(1, 1)) {
            send(0, 1);
            var first = takeOne(reader);
            assertThat(first.deliveryCount()).contains((short) 1);

            reader.release(first);
            assertThat(reader.commit()).isEqualTo(new Acknowledged.Complete());

            var second = takeOne(reader);
            assertThat(second.offset()).isEqualTo(first.offset());
            assertThat(second.deliveryCount()).contains((short) 2);
        }
    }

    @Test
    void an_event_is_given_up_before_the_group_lets_it_go() {
        try (var reader = reader(1, 1)) {
            send(0, 1);
            for (int delivery = 1; delivery <= Deliveries.LIMIT; delivery++) {
                var event = takeOne(reader);
                assertThat(event.deliveryCount()).contains((short) delivery);
                assertThat(ShareReader.mayRun(event)).isEqualTo(delivery <= Deliveries.LAST_RUN);
                reader.release(event);
                reader.commit();
            }
        }
        assertThat(nothingComes()).isTrue();
    }

    @Test
    void what_a_closed_reader_held_comes_to_another_at_once() {
        ConsumerRecord<byte[], byte[]> held;
        try (var reader = reader(2, 1)) {
            send(0, 1);
            held = takeOne(reader);
        }
        try (var other = reader(1, 1)) {
            assertThat(takeOne(other).offset()).isEqualTo(held.offset());
        }
    }

    @Test
    void what_a_killed_process_held_comes_to_another() throws Exception {
        send(0, 1);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsUntilKilled.class.getName(),
                        platform.connection().bootstrapServers(),
                        group,
                        topic)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("event 0");
        try (var other = reader(1, 1)) {
            process.destroyForcibly();

            assertThat(takeOne(other).deliveryCount()).contains((short) 2);
        }
    }

    @Test
    void a_reader_that_takes_no_more_renews_what_it_holds_and_uses_up_no_deliveries() {
        try (var full = reader(4, 1)) {
            send(0, 1);
            var held = takeOne(full);
            full.takeNoMore();
            send(1, 9);
            long since = System.nanoTime();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(full.poll(SHORT)).isEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(LOCK);
            });

            assertThat(full.holds(held)).isTrue();
            assertThat(deliveriesOfTheNext()).isEqualTo((short) 1);
        }
    }

    private short deliveriesOfTheNext() {
        try (var other = reader(1, 1)) {
            return takeOne(other).deliveryCount().orElseThrow();
        }
    }

    @Test
    void a_reader_that_nobody_polls_loses_its_event_and_knows() {
        try (var stalled = reader(1, 1);
                var other = reader(1, 1)) {
            send(0, 1);
            var event = takeOne(stalled);

            var again = takeOne(other);

            assertThat(again.offset()).isEqualTo(event.offset());
            assertThat(stalled.holds(event)).isFalse();
            stalled.poll(SHORT);
            assertThat(stalled.lost()).containsExactly(event);
            assertThat(stalled.held()).isZero();
        }
    }

    @Test
    void an_acceptance_that_is_too_late_is_reported() {
        try (var stalled = reader(1, 1);
                var other = reader(1, 1)) {
            send(0, 1);
            var event = takeOne(stalled);
            takeOne(other);

            stalled.accept(event);

            assertThat(stalled.commit()).isInstanceOfSatisfying(Acknowledged.Incomplete.class, late -> {
                assertThat(late.comeAgain()).containsExactly(event);
                assertThat(late.why()).contains("InvalidRecordState");
            });
            assertThat(stalled.commit()).isEqualTo(new Acknowledged.Complete());
        }
    }

    @Test
    void only_committed_events_are_read() {
        try (var reader = reader(1, 10)) {
            transaction("aborted", false);
            transaction("committed", true);

            assertThat(text(takeOne(reader))).isEqualTo("committed");
        }
    }

    private void transaction(String text, boolean commit) {
        var settings = platform.connection().properties();
        settings.put("transactional.id", topic + text);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, null, text.getBytes(StandardCharsets.UTF_8)));
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private boolean nothingComes() {
        try (var reader = reader(1, 10)) {
            return reader.poll(LOCK.plusSeconds(2)).isEmpty();
        }
    }

    /// Polls once and accepts what came, but for one.
    private static void work(ShareReader reader, ConsumerRecord<byte[], byte[]> held, Set<String> seen) {
        reader.poll(SHORT).stream().filter(event -> event != held).forEach(event -> {
            assertThat(seen.add(text(event))).isTrue();
            reader.accept(event);
        });
        assertThat(reader.commit()).isEqualTo(new Acknowledged.Complete());
    }

    private static ConsumerRecord<byte[], byte[]> takeOne(ShareReader reader) {
        return take(reader, 1).getFirst();
    }

    private static List<ConsumerRecord<byte[], byte[]>> take(ShareReader reader, int count) {
        var events = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            events.addAll(reader.poll(SHORT));
            assertThat(events).hasSize(count);
        });
        return events;
    }

    private ShareReader reader(int hands, int eventsPerHand) {
        return HoldsUntilKilled.reader(
                platform.connection().bootstrapServers(), group, topic, new ShareReader.Capacity(hands, eventsPerHand));
    }

    /// Events with these numbers, dealt to both partitions.
    private void send(int from, int to) {
        platform.produce(IntStream.range(from, to)
                .mapToObj(number -> new ProducerRecord<byte[], byte[]>(topic, number % 2, null, text(number)))
                .toList());
    }

    private static byte[] text(int number) {
        return ("event " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<byte[], byte[]> event) {
        return new String(event.value(), StandardCharsets.UTF_8);
    }
}
