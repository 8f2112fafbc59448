package dev.lavant.bench.contender;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads, writes one record of the size of a usage record for each event and commits both in one transaction: exactly
/// once, one at a time, no retry. The ceiling of whoever gives the same guarantee.
public final class RawTransactional {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Orders orders;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final UsageSized usage;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private final int commitEvery;
    private final boolean echoes;
    private int open;

    private RawTransactional(Orders orders, List<String> arguments) {
        this.commitEvery = Integer.parseInt(arguments.getFirst());
        this.echoes = arguments.contains("echo");
        this.orders = orders;
        this.consumer = orders.consumer();
        this.producer = orders.producer();
        this.usage = new UsageSized(orders.output());
    }

    /// Runs until it is killed.
    ///
    /// @param args events in a transaction; then `echo` to write each event as it came, in place of a
    ///     record of the size of a usage record
    public static void main(String[] args) {
        var loop = new RawTransactional(Orders.read(), List.of(args));
        Orders.endWithParent();
        loop.producer.initTransactions();
        loop.consumer.subscribe(List.of(loop.orders.topic()));
        while (!Thread.currentThread().isInterrupted()) {
            loop.turn();
        }
    }

    private void turn() {
        var events = consumer.poll(POLL);
        if (open == 0 && !events.isEmpty()) {
            producer.beginTransaction();
        }
        for (var event : events) {
            var _ = producer.send(
                    echoes ? echo(event) : usage.of(event.partition())); // a failure comes out of the commit
        }
        offsets.putAll(events.nextOffsets());
        open += events.count();
        if (open >= commitEvery || (open > 0 && events.isEmpty())) {
            commit();
        }
    }

    private ProducerRecord<byte[], byte[]> echo(ConsumerRecord<byte[], byte[]> event) {
        return new ProducerRecord<>(orders.output(), event.key(), event.value());
    }

    private void commit() {
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        offsets.clear();
        open = 0;
    }
}
