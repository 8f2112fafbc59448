package dev.lavant.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Events that stand in a topic before anything is measured.
///
/// @param events how many
/// @param valueBytes of each event, without its key
/// @param keys how many different ones
record Preload(int events, int valueBytes, int keys) {
    private static final int SEED = 1;

    /// Writes them and returns when all are acknowledged. The same each time: keys in a random order with a fixed seed.
    void into(String topic, int partitions, Properties client) {
        into(topic, partitions, client, _ -> Map.of());
    }

    /// The same with headers.
    ///
    /// @param headers of each event by its number
    void into(String topic, int partitions, Properties client, IntFunction<Map<String, String>> headers) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put("batch.size", 256 << 10);
        settings.put("linger.ms", 20);
        var failures = new AtomicInteger();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int first = oneInEachPartition(topic, partitions, producer, headers);
            var random = new Random(SEED);
            for (int event = first; event < events; event++) {
                var record = new ProducerRecord<>(topic, key(random), value());
                add(headers.apply(event), record);
                var _ = producer.send(record, (_, failed) -> {
                    if (failed != null) {
                        failures.incrementAndGet();
                    }
                });
            }
        }
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " of " + events + " events could not be written to " + topic);
        }
    }

    /// In a topic this young a partition may refuse its first batch and take the second; the first is then out of
    /// sequence for ever. So each partition has its first event before the next is sent.
    private int oneInEachPartition(
            String topic, int partitions, Producer<byte[], byte[]> producer, IntFunction<Map<String, String>> headers) {
        for (int partition = 0; partition < partitions; partition++) {
            var record = new ProducerRecord<>(topic, partition, key(new Random(partition)), value());
            add(headers.apply(partition), record);
            Bench.await(producer.send(record));
        }
        return partitions;
    }

    private static void add(Map<String, String> headers, ProducerRecord<byte[], byte[]> to) {
        headers.forEach((name, value) -> to.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] key(Random random) {
        return ("key-" + random.nextInt(keys)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] value() {
        var value = new byte[valueBytes];
        Arrays.fill(value, (byte) 'v');
        return value;
    }
}
