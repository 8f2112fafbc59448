package dev.lavant.bench.contender;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What a contender is told to do, in environment variables.
///
/// @param bootstrapServers of Kafka
/// @param topic to read
/// @param group to read it as
/// @param output where a record of the size of a usage record goes for each event, by those that write one
/// @param workNanos how long the thread of the handler is blocked for each event; 0 for none
public record Orders(String bootstrapServers, String topic, String group, String output, long workNanos) {

    static Orders read() {
        var environment = System.getenv();
        return new Orders(
                required(environment, "BENCH_BOOTSTRAP"),
                required(environment, "BENCH_TOPIC"),
                required(environment, "BENCH_GROUP"),
                required(environment, "BENCH_OUTPUT"),
                Long.parseLong(required(environment, "BENCH_WORK_NANOS")));
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is not set: contenders are started by benchmarks/run, which sets it"));
    }

    /// Ends this process when the one that started it is gone.
    static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } finally {
                Runtime.getRuntime().halt(0);
            }
        });
    }

    /// Settings of a consumer of committed records that commits by itself, in the KIP-848 group protocol.
    Properties consumerSettings() {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", group);
        settings.put("group.protocol", "consumer");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }

    /// Settings of a transactional producer.
    Properties producerSettings() {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("transactional.id", group);
        settings.put("batch.size", 128 << 10);
        return settings;
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
