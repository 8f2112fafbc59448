package dev.lavant.router.listen;

import dev.lavant.router.result.Callee;
import dev.lavant.router.result.Result;
import dev.lavant.router.result.ResultBook;
import dev.lavant.router.result.Results.Past;
import dev.lavant.router.route.Routes.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Finds results that are in the topics already. Each search reads them from the event's time on with a consumer of its
/// own, so only a few may search at once, and none for long.
///
/// Thread-safe.
final class PastResults {
    private static final int MOST_AT_ONCE = 4;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    /// By how much clocks of producers, hosts and brokers may differ.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Properties client;
    private final Findings findings;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    PastResults(Properties client, Findings findings) {
        this.client = client;
        this.findings = findings;
    }

    /// Looks for the result of an event.
    ///
    /// @throws TimeoutException when it takes too long, or too many search
    Past find(Callee callee, Place event, String usageId) {
        if (!places.tryAcquire()) {
            throw new TimeoutException(MOST_AT_ONCE + " others look for results already");
        }
        try (var consumer =
                new KafkaConsumer<>(Tail.settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            long until = System.nanoTime() + LONGEST.toNanos();
            OptionalLong written = writtenAt(consumer, event, until);
            if (written.isEmpty()) {
                return new Past.NoEvent();
            }
            return new Search(consumer, callee, usageId, until)
                    .from(written.getAsLong() - CLOCKS_DIFFER.toMillis())
                    .<Past>map(Past.Decided::new)
                    .orElseGet(Past.Undecided::new);
        } finally {
            places.release();
        }
    }

    /// The event's time; empty when no event is there.
    private static OptionalLong writtenAt(KafkaConsumer<byte[], byte[]> consumer, Place event, long until) {
        var partition =
                new TopicPartition(event.partition().topic(), event.partition().number());
        boolean exists = consumer.partitionsFor(partition.topic()).stream()
                .anyMatch(known -> known.partition() == partition.partition());
        if (!exists) {
            return OptionalLong.empty();
        }
        var just = List.of(partition);
        consumer.assign(just);
        long end = Objects.requireNonNull(consumer.endOffsets(just).get(partition));
        long begin = Objects.requireNonNull(consumer.beginningOffsets(just).get(partition));
        if (event.offset() < begin || event.offset() >= end) {
            return OptionalLong.empty();
        }
        consumer.seek(partition, event.offset());
        while (consumer.position(partition) <= event.offset()) {
            requireTime(until);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                return record.offset() == event.offset()
                        ? OptionalLong.of(record.timestamp())
                        : OptionalLong.empty(); // compacted away, or a transaction's marker
            }
        }
        return OptionalLong.empty();
    }

    private static void requireTime(long until) {
        if (System.nanoTime() > until) {
            throw new TimeoutException("the topics of its results were not read within " + LONGEST);
        }
    }

    private final class Search {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Callee callee;
        private final String usageId;
        private final long until;

        Search(KafkaConsumer<byte[], byte[]> consumer, Callee callee, String usageId, long until) {
            this.consumer = consumer;
            this.callee = callee;
            this.usageId = usageId;
            this.until = until;
        }

        Optional<Result> from(long timeMillis) {
            Map<TopicPartition, Long> times = new HashMap<>();
            Findings.topics(callee)
                    .forEach(topic -> consumer.partitionsFor(topic)
                            .forEach(one -> times.put(new TopicPartition(topic, one.partition()), timeMillis)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
            consumer.assign(times.keySet());
            consumer.offsetsForTimes(times)
                    .forEach((partition, first) -> consumer.seek(
                            partition, first == null ? Objects.requireNonNull(ends.get(partition)) : first.offset()));
            return read(ends);
        }

        private Optional<Result> read(Map<TopicPartition, Long> ends) {
            var book = new ResultBook(Long.MAX_VALUE); // of one event
            Optional<Result> result = Optional.empty();
            while (result.isEmpty() && behind(ends)) {
                requireTime(until);
                consumer.poll(POLL).forEach(record -> take(record, book));
                result = book.result(usageId);
            }
            return result;
        }

        private void take(ConsumerRecord<byte[], byte[]> record, ResultBook book) {
            findings.in(record, Set.of(callee.function()))
                    .filter(finding -> finding.usageId().equals(usageId))
                    .ifPresent(finding -> finding.into(book));
        }

        private boolean behind(Map<TopicPartition, Long> ends) {
            return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
        }
    }
}
