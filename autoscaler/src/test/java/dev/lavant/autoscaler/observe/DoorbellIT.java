package dev.lavant.autoscaler.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DoorbellIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static LocalPlatform platform;

    private final AtomicInteger rings = new AtomicInteger();
    private final Doorbell doorbell = new Doorbell(platform.connection().properties(), rings::incrementAndGet);

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @AfterEach
    void close() {
        doorbell.close();
    }

    @Test
    void it_rings_for_what_arrives_and_again_when_it_listens_from_there() {
        TopicPartition door = door("door");
        doorbell.listen(from(Map.of(door, 0L)));

        send(door);
        assertThat(awaitRing()).containsExactly(door);
        send(door);
        doorbell.listen(new Bells(Map.of(), Set.of(door)));
        doorbell.listen(from(Map.of(door, 2L)));
        send(door);
        assertThat(awaitRing()).containsExactly(door);
    }

    @Test
    void it_rings_for_what_was_there_before_it_listened() {
        TopicPartition door = door("before");
        send(door);

        doorbell.listen(from(Map.of(door, 0L)));

        assertThat(awaitRing()).containsExactly(door);
        assertThat(rings).hasPositiveValue();
    }

    @Test
    void an_aborted_transaction_does_not_ring() {
        TopicPartition door = door("aborted");
        doorbell.listen(from(Map.of(door, 0L)));
        var settings = platform.connection().properties();
        settings.put("transactional.id", "aborted");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(door.topic(), door.partition(), null, new byte[1]));
            producer.flush();
            producer.abortTransaction();
        }

        // a second door that rings says that the first has been listened to all the while
        TopicPartition other = door("other");
        doorbell.listen(from(Map.of(other, 0L)));
        send(other);
        assertThat(awaitRing()).containsExactly(other);
    }

    @Test
    void a_door_that_is_listened_to_no_longer_is_silent() {
        TopicPartition one = door("one");
        TopicPartition two = door("two");
        doorbell.listen(from(Map.of(one, 0L, two, 0L)));
        doorbell.listen(new Bells(Map.of(), Set.of(one)));

        send(one);
        send(two);

        assertThat(awaitRing()).containsExactly(two);
    }

    private static Bells from(Map<TopicPartition, Long> doors) {
        return new Bells(doors, Set.of());
    }

    private static TopicPartition door(String name) {
        platform.createTopic(name, 1);
        return new TopicPartition(name, 0);
    }

    private static void send(TopicPartition door) {
        platform.produce(new ProducerRecord<>(door.topic(), door.partition(), null, new byte[1]));
    }

    /// What it has rung for next.
    private Set<TopicPartition> awaitRing() {
        return await().atMost(PATIENCE).until(doorbell::rung, rung -> !rung.isEmpty());
    }
}
