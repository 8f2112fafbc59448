package dev.lavant.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.cli.connect.Addresses;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// A transaction that nobody ends holds up whoever reads committed records: it is told, with what ends it.
class TransactionsCheckIT {
    @Test
    void a_transaction_that_stays_open_is_named_with_what_waits_behind_it_until_it_ends() {
        try (var platform = LocalPlatform.start();
                var producer = producer(platform)) {
            platform.createTopic(Topics.USAGE, 1);
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(Topics.USAGE, bytes("left open")));
            producer.flush();
            platform.produce(List.of(record("behind it"), record("too")));

            assertThat(look(platform, Instant.now()))
                    .extracting(Finding::level)
                    .as("every transaction is open for a while")
                    .containsExactly(Finding.Level.OK);
            Finding hanging = look(platform, later()).getFirst();
            assertThat(hanging.level()).isEqualTo(Finding.Level.FAIL);
            assertThat(hanging.what())
                    .startsWith("billing.usage-0: the transaction 'hangs' is open since ")
                    .endsWith("3 records from offset 0 on wait for its end");
            assertThat(hanging.fix())
                    .endsWith("abort --topic billing.usage --partition 0 --start-offset 0")
                    .contains(platform.connection().bootstrapServers());
            assertThat(platform.readCommitted(Topics.USAGE, 1, Duration.ofMillis(200)))
                    .as("committed readers wait indeed")
                    .isEmpty();

            producer.abortTransaction();
            await("the broker writes the end of a transaction after it has answered")
                    .untilAsserted(() -> assertThat(look(platform, later()))
                            .extracting(Finding::level)
                            .containsExactly(Finding.Level.OK));
        }
    }

    private static Instant later() {
        return Instant.now().plus(TransactionsCheck.TOLERATED).plusSeconds(1);
    }

    private static List<Finding> look(LocalPlatform platform, Instant now) {
        var connection = platform.connection();
        return TransactionsCheck.look(
                new Addresses(connection.bootstrapServers(), connection.schemaRegistry(), new Addresses.Origin.Given()),
                now);
    }

    private static KafkaProducer<byte[], byte[]> producer(LocalPlatform platform) {
        var settings = platform.connection().properties();
        settings.put("transactional.id", "hangs");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record(String text) {
        return new ProducerRecord<>(Topics.USAGE, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
