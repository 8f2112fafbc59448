package dev.lavant.bench.contender;

import io.micronaut.configuration.kafka.annotation.KafkaClient;
import io.micronaut.configuration.kafka.annotation.KafkaKey;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.OffsetReset;
import io.micronaut.configuration.kafka.annotation.OffsetStrategy;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.SendTo;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// Listeners of micronaut-kafka; the property `bench.listener` chooses one.
final class MicronautListeners {
    private static final String CHOSEN = "bench.listener";
    private static final String TOPIC = "${bench.topic}";
    private static final String OUTPUT = "${bench.output}";
    private static final String GROUP = "${bench.group}";
    private static final int VALUE_BYTES = 200;
    private static final byte[] RESULT = new byte[VALUE_BYTES];

    private MicronautListeners() {}

    /// One event a call, its offset committed after each.
    @Requires(property = CHOSEN, value = "record")
    @KafkaListener(
            groupId = GROUP,
            offsetReset = OffsetReset.EARLIEST,
            offsetStrategy = OffsetStrategy.SYNC_PER_RECORD,
            isolation = IsolationLevel.READ_COMMITTED)
    static class OneByOne {
        private final Work work;

        OneByOne(@Property(name = "bench.work-nanos") long workNanos) {
            this.work = new Work(workNanos);
        }

        @Topic(TOPIC)
        void receive(byte[] event) {
            work.run();
        }
    }

    /// All events of a poll in one call, offsets committed after it.
    @Requires(property = CHOSEN, value = "batch")
    @KafkaListener(
            groupId = GROUP,
            batch = true,
            offsetReset = OffsetReset.EARLIEST,
            offsetStrategy = OffsetStrategy.SYNC,
            isolation = IsolationLevel.READ_COMMITTED)
    static class Batches {
        private final Work work;

        Batches(@Property(name = "bench.work-nanos") long workNanos) {
            this.work = new Work(workNanos);
        }

        @Topic(TOPIC)
        void receive(List<byte[]> events) {
            events.forEach(_ -> work.run());
        }
    }

    /// One event a call; what it returns and offsets in a transaction of their own.
    ///
    /// micronaut-kafka sends the offsets of the whole poll with the first of its events, so a crash behind
    /// that loses the others. Progress shows once a poll, and small polls make it show more often.
    @Requires(property = CHOSEN, value = "record-transaction")
    @KafkaListener(
            groupId = GROUP,
            producerClientId = "bench",
            producerTransactionalId = GROUP,
            offsetReset = OffsetReset.EARLIEST,
            offsetStrategy = OffsetStrategy.SEND_TO_TRANSACTION,
            isolation = IsolationLevel.READ_COMMITTED,
            properties = @Property(name = "max.poll.records", value = "50"))
    static class OneByOneInTransactions {
        private final Work work;

        OneByOneInTransactions(@Property(name = "bench.work-nanos") long workNanos) {
            this.work = new Work(workNanos);
        }

        @Topic(TOPIC)
        @SendTo(OUTPUT)
        byte[] receive(@KafkaKey byte[] key, byte[] event) {
            work.run();
            return RESULT;
        }
    }

    /// All events of a poll in one call, which opens and commits the transaction itself: what a batch returns goes out
    /// in a transaction for each element.
    @Requires(property = CHOSEN, value = "batch-transaction")
    @KafkaListener(
            groupId = GROUP,
            batch = true,
            offsetReset = OffsetReset.EARLIEST,
            offsetStrategy = OffsetStrategy.DISABLED,
            isolation = IsolationLevel.READ_COMMITTED)
    static class BatchesInTransactions {
        private final Work work;
        private final UsageSized usage;
        private final Producer<byte[], byte[]> producer;

        /// @param producer with a transactional id
        BatchesInTransactions(
                @Property(name = "bench.work-nanos") long workNanos,
                @Property(name = "bench.output") String output,
                @KafkaClient(id = "bench", transactionalId = GROUP) Producer<byte[], byte[]> producer) {
            this.work = new Work(workNanos);
            this.usage = new UsageSized(output);
            this.producer = producer;
        }

        @Topic(TOPIC)
        void receive(List<ConsumerRecord<byte[], byte[]>> events, Consumer<byte[], byte[]> consumer) {
            var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
            producer.beginTransaction();
            for (var event : events) {
                work.run();
                var _ = producer.send(usage.of(event.partition()));
                offsets.put(
                        new TopicPartition(event.topic(), event.partition()),
                        new OffsetAndMetadata(event.offset() + 1));
            }
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
        }
    }
}
