package dev.lavant.bench;

import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.simulator.plane.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What a function's life came to, as its usage records tell it. Pure, but for [#read].
///
/// @param startSeconds from the start of a host's process until it was ready, the median
record Lived(Tally tally, double startSeconds) {
    private static final Duration POLL = Duration.ofMillis(100);

    /// A record and when it was appended.
    record Written(UsageRecord usage, Instant at) {

        /// From the event's arrival to here.
        double latencySeconds() {
            double began = usage.getStartedAt().toEpochMilli() / 1e3;
            return at.toEpochMilli() / 1e3 - (began - usage.getQueueNanos() / 1e9);
        }
    }

    /// Reads them to their end; nobody writes any more.
    static Lived read(Bench bench, AvroWire wire, double targetSeconds) {
        var settings = bench.properties();
        settings.put("isolation.level", "read_committed");
        var all = new ArrayList<Written>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Topics.USAGE, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    all.add(new Written(
                            wire.decode(record.value(), UsageRecord.class), Instant.ofEpochMilli(record.timestamp())));
                }
            }
        }
        return of(all, targetSeconds);
    }

    static Lived of(Collection<Written> all, double targetSeconds) {
        double hostSeconds = all.stream()
                        .mapToLong(written -> written.usage().getShareNanos())
                        .sum()
                / 1e9;
        List<Double> latencies = all.stream()
                .filter(written -> written.usage().getKind() == UsageKind.INVOCATION)
                .map(Written::latencySeconds)
                .sorted()
                .toList();
        Map<String, Double> starts = all.stream()
                .filter(written -> written.usage().getKind() == UsageKind.INIT)
                .collect(Collectors.groupingBy(
                        written -> written.usage().getHostId(),
                        Collectors.summingDouble(written -> written.usage().getShareNanos() / 1e9)));
        double late =
                latencies.stream().filter(seconds -> seconds > targetSeconds).count();
        var tally = new Tally(
                hostSeconds,
                late / latencies.size(),
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                new Tally.Changes(0, starts.size(), 0));
        return new Lived(tally, quantile(starts.values().stream().sorted().toList(), 0.5));
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
