package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Running.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Events produced at a steady rate; each carries the time of its production, and a reader of committed records takes
/// the time when its echo is visible. Both clocks are this process's.
///
/// @param perSecond events
/// @param warmUp events before anything is measured; they are sent at the same rate
/// @param measured events behind them
/// @param poisonEvery one event of so many has the key with which `echoOrFail` fails; 0 for none
record Trickle(int perSecond, int warmUp, int measured, int poisonEvery) {
    private static final int PARTITIONS = 6;
    private static final int KEYS = 1_000;
    private static final int VALUE_BYTES = 200;
    private static final Duration POLL = Duration.ofMillis(1);
    private static final Duration STRAGGLERS = Duration.ofSeconds(15);

    /// Produces all, waits for the echoes, and returns when they came or are 15 s late.
    Latencies through(Contender contender, Work work, Bench bench) {
        String topic = bench.fresh("events");
        bench.makeTopic(topic, PARTITIONS, Map.of());
        try (var running = Running.start(contender, new Source(topic, PARTITIONS), work, bench);
                var producer = producer(bench);
                var echoes = echoes(running.output(), bench)) {
            awaken(running, topic, producer);
            var sender = Thread.ofPlatform().start(() -> send(topic, producer));
            var latencies = collect(echoes, sender, running);
            sender.join();
            return latencies;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", interrupted);
        } finally {
            bench.dropTopics(topic);
        }
    }

    /// One event for each partition, with the time 0: when all are committed the contender is up.
    private static void awaken(Running running, String topic, Producer<byte[], byte[]> producer) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Bench.await(producer.send(new ProducerRecord<>(topic, partition, key("first"), value(0))));
        }
        Bench.until(() -> {
            running.child().requireAlive();
            return running.committed() >= PARTITIONS;
        });
    }

    private void send(String topic, Producer<byte[], byte[]> producer) {
        long began = System.nanoTime();
        for (int event = 0; event < warmUp + measured; event++) {
            long due = began + event * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            boolean counts = event >= warmUp && !poisonous(event);
            byte[] key = key(poisonous(event) ? "poison" : "key-" + event % KEYS);
            // from when it was due: a sender that is late must not look like a contender that is quick
            var _ = producer.send(new ProducerRecord<>(topic, key, value(counts ? due : 0)));
        }
    }

    private boolean poisonous(int event) {
        return poisonEvery > 0 && event % poisonEvery == 0;
    }

    private int expected() {
        return poisonEvery == 0 ? measured : measured - measured / poisonEvery;
    }

    private Latencies collect(KafkaConsumer<byte[], byte[]> echoes, Thread sender, Running running) {
        List<Long> nanos = new ArrayList<>();
        long giveUp = Long.MAX_VALUE;
        while (nanos.size() < expected() && System.nanoTime() < giveUp) {
            for (var echo : echoes.poll(POLL)) {
                long produced = ByteBuffer.wrap(echo.value()).getLong();
                if (produced != 0) {
                    nanos.add(System.nanoTime() - produced);
                }
            }
            running.child().requireAlive();
            giveUp = sender.isAlive() || giveUp < Long.MAX_VALUE ? giveUp : System.nanoTime() + STRAGGLERS.toNanos();
        }
        return new Latencies(nanos, expected());
    }

    private static Producer<byte[], byte[]> producer(Bench bench) {
        var settings = bench.properties();
        settings.put("linger.ms", 0);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> echoes(String topic, Bench bench) {
        var settings = bench.properties();
        settings.put("isolation.level", "read_committed");
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(long nanos) {
        var value = new byte[VALUE_BYTES];
        Arrays.fill(value, (byte) 'v');
        ByteBuffer.wrap(value).putLong(nanos);
        return value;
    }
}
