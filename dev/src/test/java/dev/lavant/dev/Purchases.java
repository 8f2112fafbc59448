package dev.lavant.dev;

import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.testkit.history.HistoryReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends purchases to the photo-shop as a web shop would: a plain Kafka client, JSON, CloudEvents headers.
final class Purchases implements AutoCloseable {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "ce_specversion", "1.0",
            "ce_source", "/test",
            "ce_type", "shop.purchase.completed",
            "content-type", "application/json");

    private static final Pattern ID = Pattern.compile("p-\\d+");

    /// What became of the purchases that the filter let through: a purchase and its receipt both hold its id as text.
    static final HistoryReader HANDLED =
            new HistoryReader("receipt", Topics.queue("receipt"), "receipts", Purchases::id, Purchases::id);

    private final KafkaProducer<String, String> producer;
    private final ConcurrentLinkedQueue<Future<?>> sent = new ConcurrentLinkedQueue<>();

    Purchases(Connection connection) {
        producer = new KafkaProducer<>(connection.properties(), new StringSerializer(), new StringSerializer());
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        var found = ID.matcher(new String(record.value(), StandardCharsets.ISO_8859_1));
        return found.results().map(MatchResult::group).findFirst().orElse("a record without a purchase's id");
    }

    static String json(int number) {
        return "{\"purchaseId\":\"p-%d\",\"customer\":\"c\",\"currency\":\"EUR\",\"lines\":[{\"sku\":\"print\",\"quantity\":%d,\"unitPrice\":\"0.19\"}]}"
                .formatted(number, 1 + number % 5);
    }

    /// Sends purchases `from` to `to` and returns when all are acknowledged.
    void send(int from, int to) throws ExecutionException, InterruptedException {
        IntStream.range(from, to).forEach(this::send);
        for (Future<?> acknowledged : List.copyOf(sent)) {
            acknowledged.get();
        }
    }

    /// Sends a hundred purchases each fifth of a second for as long as `meanwhile` takes; returns when all are
    /// acknowledged.
    ///
    /// @return how many they were
    int sendDuring(Runnable meanwhile) throws ExecutionException, InterruptedException {
        var next = new AtomicInteger();
        try (var pace = Executors.newSingleThreadScheduledExecutor()) {
            var batches = pace.scheduleAtFixedRate(
                    () -> {
                        int from = next.getAndAdd(100);
                        IntStream.range(from, from + 100).forEach(this::send);
                    },
                    0,
                    200,
                    TimeUnit.MILLISECONDS);
            meanwhile.run();
            batches.cancel(false);
        }
        send(next.get(), next.get());
        return next.get();
    }

    /// Sends one that no receipt can be written of, and returns when it is acknowledged.
    void sendWithoutLines() throws ExecutionException, InterruptedException {
        String empty = "{\"purchaseId\":\"p-none\",\"customer\":\"Ada\",\"currency\":\"EUR\",\"lines\":[]}";
        producer.send(event("Ada", "p-none", empty)).get();
    }

    private void send(int number) {
        sent.add(producer.send(event("customer-" + number % 50, "p-" + number, json(number))));
    }

    private static ProducerRecord<String, String> event(String key, String id, String json) {
        var record = new ProducerRecord<>("purchases", key, json);
        ATTRIBUTES.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
