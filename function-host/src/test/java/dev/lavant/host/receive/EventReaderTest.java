package dev.lavant.host.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("events", 0);

    @Test
    void a_position_that_is_not_known_is_not_waited_for() {
        try (var reader = reader(new Unpositioned())) {
            assertThat(reader.position(PARTITION)).isEmpty();
        }
    }

    @Test
    void a_position_that_is_known_is_told() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        try (var reader = reader(consumer)) {
            consumer.rebalance(List.of(PARTITION));
            consumer.seek(PARTITION, 7);

            assertThat(reader.position(PARTITION)).hasValue(7);
        }
    }

    private static EventReader reader(MockConsumer<byte[], byte[]> consumer) {
        return new EventReader(
                consumer,
                new EventReader.Subscription("group", List.of("events"), Map.of(PARTITION, 0L)),
                new NoOwner());
    }

    /// As while a rebalance is under way: it would know only after a poll.
    private static final class Unpositioned extends MockConsumer<byte[], byte[]> {
        Unpositioned() {
            super("earliest");
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
            throw new TimeoutException("not determined within " + timeout);
        }
    }

    private static final class NoOwner implements EventReader.Ownership {
        @Override
        public void gained(Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> fresh) {}

        @Override
        public void releasing(Collection<TopicPartition> partitions) {}

        @Override
        public void lost(Collection<TopicPartition> partitions) {}
    }
}
