package dev.lavant.bench.contender;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
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
    private int open;

    private RawTransactional(Orders orders) {
        this.orders = orders;
        this.consumer = orders.consumer();
        this.producer = orders.producer();
        this.usage = new UsageSized(orders.output());
    }

    /// Runs until it is killed.
    public static void main(String[] args) {
        var loop = new RawTransactional(Orders.read());
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
            var _ = producer.send(usage.of(event.partition())); // a failure comes out of the commit
        }
        offsets.putAll(events.nextOffsets());
        open += events.count();
        if (open >= orders.commitEvery() || (open > 0 && events.isEmpty())) {
            commit();
        }
    }

    private void commit() {
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        offsets.clear();
        open = 0;
    }
}
