package dev.lavant.cli.doctor;

import dev.lavant.cli.connect.Addresses;
import dev.lavant.cli.connect.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Looks for transactions that stay open. Whoever reads committed records waits behind the oldest one of a partition,
/// functions and billing among them: nothing fails, and nothing goes on.
final class TransactionsCheck {
    /// Hosts, routers and billing end theirs within 15 s, or the broker does.
    static final Duration TOLERATED = Duration.ofMinutes(1);

    private static final String CHECK = "transactions";

    private final Admin admin;
    private final Addresses addresses;

    private TransactionsCheck(Admin admin, Addresses addresses) {
        this.admin = admin;
        this.addresses = addresses;
    }

    /// Asks Kafka, which must be there.
    ///
    /// @param now by which a transaction is too old
    static List<Finding> look(Addresses addresses, Instant now) {
        try (var admin = Platform.reach(addresses).admin()) {
            return new TransactionsCheck(admin, addresses).look(now);
        } catch (KafkaException unknown) {
            return List.of(Finding.warn(
                    CHECK,
                    "cannot be looked at: " + unknown.getMessage(),
                    "Type it again, as somebody who may describe topics and transactions."));
        }
    }

    /// One that is open, and since when.
    private record Open(TopicPartition partition, ProducerState producer, String name, Instant since) {}

    private List<Finding> look(Instant now) {
        Map<TopicPartition, Long> waiting = waiting();
        List<Finding> hanging = open(waiting.keySet()).stream()
                .filter(open -> open.since().plus(TOLERATED).isBefore(now))
                .map(open -> hanging(open, waiting.getOrDefault(open.partition(), 0L)))
                .toList();
        return hanging.isEmpty()
                ? List.of(Finding.ok(CHECK, "none is open for longer than " + TOLERATED.toSeconds() + " s"))
                : hanging;
    }

    private Finding hanging(Open open, long waiting) {
        String topic = open.partition().topic();
        int partition = open.partition().partition();
        long from = open.producer().currentTransactionStartOffset().orElse(0);
        return Finding.fail(
                CHECK,
                "%s-%d: %s is open since %s, and %d records from offset %d on wait for its end"
                        .formatted(topic, partition, open.name(), open.since(), waiting, from),
                "End the program that writes it, or else:  kafka-transactions.sh --bootstrap-server %s abort"
                                .formatted(addresses.bootstrapServers())
                        + " --topic %s --partition %d --start-offset %d".formatted(topic, partition, from));
    }

    /// Records behind the first open transaction, of each partition that has one.
    private Map<TopicPartition, Long> waiting() {
        var latest = partitions().stream().collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = ends(latest, IsolationLevel.READ_UNCOMMITTED);
        var waiting = new HashMap<TopicPartition, Long>();
        ends(latest, IsolationLevel.READ_COMMITTED).forEach((partition, stable) -> {
            long behind = ends.getOrDefault(partition, stable).offset() - stable.offset();
            if (behind > 0) {
                waiting.put(partition, behind);
            }
        });
        return waiting;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(
            Map<TopicPartition, OffsetSpec> latest, IsolationLevel isolation) {
        return Platform.answer(
                admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all());
    }

    private List<TopicPartition> partitions() {
        Set<String> topics = Platform.answer(admin.listTopics().names());
        return Platform.answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private List<Open> open(Collection<TopicPartition> partitions) {
        var open = new ArrayList<Open>();
        Platform.answer(admin.describeProducers(partitions).all())
                .forEach((partition, state) -> state.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .forEach(producer -> open.add(open(partition, producer))));
        return open;
    }

    /// As its coordinator knows it; one that no coordinator knows is as old as its last record.
    private Open open(TopicPartition partition, ProducerState producer) {
        var ofProducer = new ListTransactionsOptions().filterProducerIds(Set.of(producer.producerId()));
        List<String> names = Platform.answer(admin.listTransactions(ofProducer).all()).stream()
                .map(TransactionListing::transactionalId)
                .toList();
        return Platform.answer(admin.describeTransactions(names).all()).entrySet().stream()
                .filter(known -> known.getValue().topicPartitions().contains(partition))
                .findFirst()
                .map(known -> new Open(
                        partition,
                        producer,
                        "the transaction '" + known.getKey() + "'",
                        began(known.getValue(), producer)))
                .orElseGet(() -> new Open(
                        partition,
                        producer,
                        "a transaction of producer " + producer.producerId() + ", which no coordinator knows,",
                        Instant.ofEpochMilli(producer.lastTimestamp())));
    }

    private static Instant began(TransactionDescription known, ProducerState producer) {
        OptionalLong at = known.transactionStartTimeMs();
        return Instant.ofEpochMilli(at.isPresent() ? at.getAsLong() : producer.lastTimestamp());
    }
}
