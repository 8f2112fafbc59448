package dev.lavant.router;

import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Numbered events that are sent without a pause, a thousand a second, of four types in turn.
final class EventStream implements AutoCloseable {
    private static final List<String> TYPES = List.of("a", "b", "both", "none");
    private static final int AT_ONCE = 20;
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final Thread sender;
    private volatile int sent; // written by the sender only
    private volatile boolean ended;

    EventStream(Connection connection, String topic) {
        sender = Thread.ofPlatform().daemon().name("sender").start(() -> send(connection, topic));
    }

    private void send(Connection connection, String topic) {
        try (var producer =
                new KafkaProducer<>(connection.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (!ended) {
                int next = sent;
                for (int number = next; number < next + AT_ONCE; number++) {
                    var _ = producer.send(RoutedTopics.event(topic, type(number), number));
                }
                producer.flush();
                sent = next + AT_ONCE;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    static String type(int number) {
        return TYPES.get(number % TYPES.size());
    }

    /// How many are in the topic: those with lower numbers.
    int sent() {
        return sent;
    }

    /// Returns when the last one is in the topic.
    ///
    /// @return how many are
    int end() {
        close();
        return sent;
    }

    @Override
    public void close() {
        ended = true;
        try {
            sender.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
