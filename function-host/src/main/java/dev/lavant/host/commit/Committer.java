package dev.lavant.host.commit;

import dev.lavant.schemas.wire.RegistryUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits outputs, dead letters, usage records and offsets together, or none of them.
///
/// One transactional producer on a thread of its own, so that the engine reads on and minds deadlines while a
/// transaction is under way; there is one at a time. A broker that is away is waited for. The transactional id is that
/// of the host's slot, so that a new host in the slot ends whatever its predecessor left open, at once and not after a
/// time-out. Everything here is called by the engine's thread.
/// Source: KIP-98 (transactions), KIP-447 (fencing by the consumer group's metadata), KIP-890 (its second version).
public final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REGISTRY_PAUSE = Duration.ofMillis(500);

    /// How long a record may wait for its partition: a topic that was deleted must not hold up all others for Kafka's
    /// two minutes, and a transaction that waits longer than its own time-out is over anyway.
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    /// Kafka sleeps as long also when nothing has failed: before the first request to a coordinator that it had to look
    /// up. Of a cold start's 500 ms that was 200 by its default.
    private static final Duration RETRY_BACKOFF = Duration.ofMillis(5);

    private static final long MOST_BUFFERED_BYTES = 32L << 20;

    private final Producer<byte[], byte[]> producer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("commit").daemon(true).factory());
    private @Nullable Future<Result> underWay;
    private volatile boolean closed;

    /// What is decided of some events, in records.
    public interface Settlement {
        /// The records; called on the committer's thread, once for each try to commit them.
        List<ProducerRecord<byte[], byte[]>> records();
    }

    /// What is committed together.
    ///
    /// @param group refuses the offsets when it has moved on; empty when there are none
    public record Transaction(
            List<? extends Settlement> settlements,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Optional<ConsumerGroupMetadata> group) {}

    /// How a commit ended.
    public sealed interface Result {

        /// Everything is visible to readers of committed records.
        record Committed() implements Result {}

        /// Nothing is visible; the same may be tried again, with the group's metadata as it is then.
        ///
        /// @param refused records that will not be taken the next time either, by what they belong to
        record Aborted(RuntimeException cause, Map<Settlement, Refusal> refused) implements Result {
            /// Whether records could not even be made, as the schema registry is away.
            public boolean registryAway() {
                return cause.getCause() instanceof RegistryUnavailable;
            }
        }

        /// Another host has this slot, or nobody can say how the transaction ended: this process must end, and its
        /// successor in the slot finds out.
        record Lost(RuntimeException cause) implements Result {}
    }

    /// One that can commit after [#fence].
    ///
    /// @param producer a transactional one, closed with this committer
    public Committer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// Fences the slot's earlier owner; blocks until that is done. After a [TimeoutException] it may be called again.
    public void fence() {
        FailPoint.BEFORE_FENCE.reach();
        producer.initTransactions();
    }

    /// Learns where the partitions of topics are before a record is to go there. Nobody but this call waits for a
    /// topic that is not there.
    public void expect(Collection<String> topics) {
        try {
            topics.forEach(producer::partitionsFor);
        } catch (KafkaException later) {
            LOG.atDebug().setCause(later).log("partitions not known yet");
        }
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
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        settings.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Math.min(MOST_BUFFERED_BYTES, Runtime.getRuntime().maxMemory() / 8));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Begins to commit; how it ended comes out of [#ended] or [#await].
    ///
    /// @throws IllegalStateException when a transaction is under way
    public void begin(Transaction transaction) {
        if (underWay != null) {
            throw new IllegalStateException("a transaction is under way");
        }
        underWay = thread.submit(() -> commit(transaction));
    }

    /// Whether a transaction has begun whose end was not asked for yet.
    public boolean busy() {
        return underWay != null;
    }

    /// How the transaction under way ended; empty while it has not, or there is none.
    public Optional<Result> ended() {
        return underWay != null && underWay.isDone() ? await() : Optional.empty();
    }

    /// Waits for the transaction under way; empty when there is none.
    public Optional<Result> await() {
        if (underWay == null) {
            return Optional.empty();
        }
        try {
            Result result = underWay.get();
            underWay = null;
            return Optional.of(result);
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException("a transaction failed in an unknown way", unexpected);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of(new Result.Lost(new KafkaException("interrupted in a transaction", interrupted)));
        }
    }

    private Result commit(Transaction transaction) {
        Map<Settlement, Refusal> refused = new IdentityHashMap<>();
        try {
            FailPoint.BEFORE_BEGIN.reach();
            producer.beginTransaction();
            FailPoint.BEFORE_RECORDS.reach();
            send(transaction, refused);
            FailPoint.BEFORE_OFFSETS.reach();
            if (!transaction.offsets().isEmpty()) {
                ConsumerGroupMetadata group = transaction.group().orElseThrow();
                patiently(() -> producer.sendOffsetsToTransaction(transaction.offsets(), group));
            }
            FailPoint.BEFORE_FLUSH.reach();
            producer.flush();
            FailPoint.BEFORE_COMMIT.reach();
            patiently(producer::commitTransaction);
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
            return abort(abortable, refused);
        }
    }

    private void send(Transaction transaction, Map<Settlement, Refusal> refused) {
        for (Settlement settlement : transaction.settlements()) {
            for (ProducerRecord<byte[], byte[]> record : records(settlement)) {
                var _ = producer.send(record, (_, error) -> {
                    if (error != null) {
                        Refusal.of(record.topic(), error).ifPresent(refusal -> note(refused, settlement, refusal));
                    }
                });
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(Settlement settlement) {
        try {
            return settlement.records();
        } catch (RegistryUnavailable away) {
            throw new KafkaException("records cannot be written: " + away.getMessage(), away);
        }
    }

    /// Only the first is told: Kafka ends the rest of the transaction with the same error, which says nothing of them.
    /// Also called by the producer's own thread.
    private static void note(Map<Settlement, Refusal> refused, Settlement settlement, Refusal refusal) {
        synchronized (refused) {
            if (refused.isEmpty()) {
                refused.put(settlement, refusal);
            }
        }
    }

    /// Waits for a broker that is away, for as long as this is open: a call that has timed out may be made again.
    private void patiently(Runnable call) {
        while (!answered(call)) {
            if (closed) {
                throw new TimeoutException("closed while the broker did not answer");
            }
        }
    }

    private static boolean answered(Runnable call) {
        try {
            call.run();
            return true;
        } catch (TimeoutException away) {
            LOG.atWarn()
                    .addKeyValue("error", away.getMessage())
                    .log("the broker does not answer: the transaction waits until it does");
            return false;
        }
    }

    private Result abort(KafkaException cause, Map<Settlement, Refusal> refused) {
        try {
            FailPoint.BEFORE_ABORT.reach();
            patiently(producer::abortTransaction);
            if (cause.getCause() instanceof RegistryUnavailable) {
                pause();
            }
            synchronized (refused) {
                return new Result.Aborted(cause, new IdentityHashMap<>(refused));
            }
        } catch (KafkaException fatal) {
            fatal.addSuppressed(cause);
            return new Result.Lost(fatal);
        }
    }

    /// The registry that usage records need is away: it is not asked again at once.
    private static void pause() {
        try {
            boolean _ = new CountDownLatch(1).await(REGISTRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        producer.close(CLOSE_TIMEOUT);
    }
}
