package dev.lavant.bench.contender;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Confluent's Parallel Consumer, ordered by key, on its own thread pool.
///
/// It looks into private fields of Kafka's clients to check that they do not commit by themselves; the check is told
/// to pass over clients that it does not know. Its consumer speaks the classic group protocol, the only one it knows.
public final class ParallelConsumer {
    /// Its default for transactions; for offsets alone that is five seconds, in which no progress shows.
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    private ParallelConsumer() {}

    /// Starts it and returns; its threads keep the process.
    ///
    /// @param args `transaction` for outputs and offsets in periodic transactions, else offsets alone;
    ///     then its threads
    public static void main(String[] args) {
        Orders orders = Orders.read();
        Orders.endWithParent();
        int threads = Integer.parseInt(args[1]);
        if (args[0].equals("transaction")) {
            inTransactions(orders, threads);
        } else {
            atLeastOnce(orders, threads);
        }
    }

    private static void atLeastOnce(Orders orders, int threads) {
        var work = new Work(orders.workNanos());
        var processor = ParallelStreamProcessor.createEosStreamProcessor(options(orders, threads)
                .commitMode(CommitMode.PERIODIC_CONSUMER_SYNC)
                .build());
        processor.subscribe(List.of(orders.topic()));
        processor.poll(_ -> work.run());
    }

    private static void inTransactions(Orders orders, int threads) {
        var work = new Work(orders.workNanos());
        var usage = new UsageSized(orders.output());
        var processor = ParallelStreamProcessor.createEosStreamProcessor(options(orders, threads)
                .producer(orders.producer())
                .commitMode(CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER)
                .build());
        processor.subscribe(List.of(orders.topic()));
        processor.pollAndProduce(event -> {
            work.run();
            return usage.of(event.getSingleConsumerRecord().partition());
        });
    }

    private static ParallelConsumerOptions.ParallelConsumerOptionsBuilder<byte[], byte[]> options(
            Orders orders, int threads) {
        var settings = orders.consumerSettings();
        settings.put("group.protocol", "classic");
        return ParallelConsumerOptions.<byte[], byte[]>builder()
                .ordering(ProcessingOrder.KEY)
                .maxConcurrency(threads)
                .commitInterval(COMMIT_INTERVAL)
                .ignoreReflectiveAccessExceptionsForAutoCommitDisabledCheck(true)
                .consumer(new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }
}
