package dev.lavant.host.commit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Commits outputs, dead letters, usage records and offsets together, or none of them.
///
/// One transactional producer, owned by the engine's thread. Its transactional id is that of the host's slot, so
/// that a new host in the slot ends whatever its predecessor left open, at once and not after a time-out.
/// Source: KIP-98 (transactions), KIP-447 (fencing by the consumer group's metadata).
public final class Committer implements AutoCloseable {
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Producer<byte[], byte[]> producer;

    /// How a commit ended.
    public sealed interface Result {

        /// Everything is visible to readers of committed records.
        record Committed() implements Result {}

        /// Nothing is visible; the same commit may be tried again, with the group's metadata as it is then.
        record Aborted(RuntimeException cause) implements Result {}

        /// Another host has this slot, or nobody can say how the transaction ended: this process must end, and its
        /// successor in the slot finds out.
        record Lost(RuntimeException cause) implements Result {}
    }

    /// Fences the slot's earlier owner; blocks until that is done.
    ///
    /// @param producer a transactional one, closed with this committer
    public Committer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        FailPoint.BEFORE_FENCE.reach();
        producer.initTransactions();
    }

    /// A producer as a host needs one.
    ///
    /// @param client Kafka client settings
    /// @param transactionalId one for each slot of a function
    public static Producer<byte[], byte[]> producer(Properties client, String transactionalId) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// One transaction.
    public Result commit(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        try {
            FailPoint.BEFORE_BEGIN.reach();
            producer.beginTransaction();
            FailPoint.BEFORE_RECORDS.reach();
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            FailPoint.BEFORE_OFFSETS.reach();
            producer.sendOffsetsToTransaction(offsets, group);
            FailPoint.BEFORE_FLUSH.reach();
            producer.flush();
            requireAcknowledged(sent);
            FailPoint.BEFORE_COMMIT.reach();
            producer.commitTransaction();
            FailPoint.AFTER_COMMIT.reach();
            return new Result.Committed();
        } catch (ProducerFencedException
                | InvalidProducerEpochException
                | FencedInstanceIdException
                | AuthorizationException
                | TimeoutException
                | UnsupportedVersionException fatal) {
            return new Result.Lost(fatal);
        } catch (KafkaException abortable) {
            return abort(abortable);
        }
    }

    private static void requireAcknowledged(List<Future<RecordMetadata>> sent) {
        for (Future<RecordMetadata> record : sent) {
            try {
                record.get();
            } catch (ExecutionException refused) {
                throw refused.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(refused);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted in a transaction", interrupted);
            }
        }
    }

    private Result abort(KafkaException cause) {
        try {
            FailPoint.BEFORE_ABORT.reach();
            producer.abortTransaction();
            return new Result.Aborted(cause);
        } catch (KafkaException fatal) {
            fatal.addSuppressed(cause);
            return new Result.Lost(fatal);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
