package dev.lavant.autoscaler.lead;

import dev.lavant.schemas.ScalingLease;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A claim to lead. Whoever claims later fences it: both use one transactional id, and Kafka lets only the newest
/// producer of an id commit (KIP-98). Used by one thread.
final class Claim implements AutoCloseable {
    /// Of all autoscalers of a platform.
    static final String TRANSACTIONAL_ID = "lavant.autoscaler";

    private static final String KEY = "leader";
    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;
    private static final int PATIENCE_MILLIS = 4_000;

    private final KafkaProducer<String, byte[]> producer;
    private final AvroWire wire;
    private final ScalingLease lease;
    private final long epoch;

    private Claim(KafkaProducer<String, byte[]> producer, AvroWire wire, ScalingLease lease) {
        this.producer = producer;
        this.wire = wire;
        this.lease = lease;
        producer.initTransactions();
        this.epoch = commit(lease, List.of());
    }

    /// Claims, and fences whoever has before.
    ///
    /// @throws KafkaException when the broker does not answer within four seconds, or another has claimed meanwhile
    static Claim stake(Properties client, AvroWire wire, ScalingLease lease) {
        var producer = new KafkaProducer<>(settings(client), new StringSerializer(), new ByteArraySerializer());
        try {
            return new Claim(producer, wire, lease);
        } catch (KafkaException failed) {
            producer.close(Duration.ZERO);
            throw failed;
        }
    }

    private static Properties settings(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return settings;
    }

    /// The offset of the claim: no later one has a lower.
    long epoch() {
        return epoch;
    }

    /// Proves that nobody has claimed since, and writes what goes with it.
    ///
    /// @throws KafkaException when somebody has, or the broker does not answer: nothing may be done under it
    void prove(List<ProducerRecord<String, byte[]>> besides) {
        long _ = commit(lease, besides);
    }

    /// Lets another lead at once.
    ///
    /// @throws KafkaException as [#prove]
    void release(List<ProducerRecord<String, byte[]>> besides) {
        long _ = commit(ScalingLease.newBuilder(lease).setHolder("").build(), besides);
    }

    private long commit(ScalingLease said, List<ProducerRecord<String, byte[]>> besides) {
        byte[] value = wire.encode(Topics.SCALING_LEADER, said);
        producer.beginTransaction();
        Future<RecordMetadata> written = producer.send(new ProducerRecord<>(Topics.SCALING_LEADER, 0, KEY, value));
        besides.forEach(record -> {
            var _ = producer.send(record);
        });
        producer.commitTransaction();
        return offset(written);
    }

    private static long offset(Future<RecordMetadata> written) {
        try {
            return written.get().offset();
        } catch (ExecutionException impossible) {
            throw new KafkaException("committed and not written", impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while claiming to lead", interrupted);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
