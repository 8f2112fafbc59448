package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Functions that are deployed, and what their hosts commit for an event: outputs or a dead letter, and the usage
/// record, in one transaction.
final class CalledFunctions implements AutoCloseable {
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    private final LocalPlatform platform;
    private final KafkaProducer<byte[], byte[]> host;

    CalledFunctions(LocalPlatform platform) {
        this.platform = platform;
        platform.createTopic(Topics.FUNCTIONS, 1, COMPACTED);
        platform.createTopic(Topics.USAGE, 3, Map.of("message.timestamp.type", "LogAppendTime"));
        Properties settings = platform.connection().properties();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "a-host");
        this.host = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        host.initTransactions();
    }

    /// An event of a function, by where it stands in the function's input topic.
    record Event(String function, String topic, long offset) {}

    /// Deploys a function that reads `<name>-in` and writes `<name>-out`.
    void deploy(String name) {
        deploy(Deployments.function(name));
    }

    /// Deploys such a function.
    void deploy(FunctionDeployment.Builder function) {
        String name = function.getName();
        platform.createTopic(name + "-in", 1);
        platform.createTopic(name + "-out", 2);
        platform.createTopic(Topics.deadLetters(name), 1);
        if (function.getFilter() != null) {
            platform.createTopic(Topics.queue(name), 1);
        }
        FunctionDeployment deployment =
                function.setOutputTopics(List.of(name + "-out")).build();
        platform.produce(new ProducerRecord<>(
                Topics.FUNCTIONS, name.getBytes(UTF_8), platform.wire().encode(Topics.FUNCTIONS, deployment)));
    }

    /// Waits for the event, then commits these texts as its outputs.
    void succeeds(Event event, String... outputs) {
        awaitThere(event);
        host.beginTransaction();
        for (int i = 0; i < outputs.length; i++) {
            write(event, i, "text/plain", outputs[i].getBytes(UTF_8));
        }
        usage(event, UsageOutcome.OK, outputs.length);
        host.commitTransaction();
    }

    /// The same with one output in Avro.
    void succeeds(Event event, IndexedRecord output) {
        awaitThere(event);
        host.beginTransaction();
        write(event, 0, "application/avro", platform.wire().encode(event.function() + "-out", output));
        usage(event, UsageOutcome.OK, 1);
        host.commitTransaction();
    }

    /// Does everything for the event but commits nothing of it.
    void diesCommitting(Event event, String output) {
        awaitThere(event);
        host.beginTransaction();
        write(event, 0, "text/plain", output.getBytes(UTF_8));
        usage(event, UsageOutcome.OK, 1);
        host.flush();
        host.abortTransaction();
    }

    /// Gives the event up.
    void gives(Event event, String why) {
        awaitThere(event);
        host.beginTransaction();
        var letter = new ProducerRecord<byte[], byte[]>(Topics.deadLetters(event.function()), "x".getBytes(UTF_8));
        Map.of(
                        "lavant.dlq.usageid", usageId(event),
                        "lavant.dlq.message", why,
                        "lavant.dlq.code", "REJECTED",
                        "lavant.dlq.class", "permanent",
                        "lavant.dlq.exception", "dev.lavant.function.RejectEvent",
                        "lavant.dlq.attempts", "1",
                        "ce_lavantcause", "0".repeat(32)) // of the function before it
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        host.send(letter);
        usage(event, UsageOutcome.DEAD_LETTERED, 1);
        host.commitTransaction();
    }

    private void awaitThere(Event event) {
        platform.readCommitted(event.topic(), (int) event.offset() + 1, Duration.ofSeconds(30));
    }

    private void write(Event event, int number, String contentType, byte[] value) {
        var output = new ProducerRecord<byte[], byte[]>(event.function() + "-out", number % 2, null, value);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        usageId(event) + "-" + number,
                        "ce_source",
                        "/default/" + event.function(),
                        "ce_type",
                        "text",
                        "ce_lavantcause",
                        usageId(event),
                        "content-type",
                        contentType)
                .forEach((name, text) -> output.headers().add(name, text.getBytes(UTF_8)));
        host.send(output);
    }

    private void usage(Event event, UsageOutcome outcome, int records) {
        var usage = UsageRecord.newBuilder()
                .setUsageId(UsageIds.of(
                        event.function(), Topics.group(event.function()), topicId(event.topic()), 0, event.offset()))
                .setKind(UsageKind.INVOCATION)
                .setTenant("default")
                .setFunction(event.function())
                .setRevision(1)
                .setHostId("a-host")
                .setGroupKind(GroupKind.CONSUMER)
                .setOutcome(outcome)
                .setRecordsOut(records)
                .setStartedAt(Instant.now())
                .setDurationNanos(1)
                .setMemoryMib(128)
                .build();
        byte[] key = (event.function() + "|" + topicId(event.topic()) + "|0").getBytes(UTF_8);
        host.send(new ProducerRecord<>(Topics.USAGE, key, platform.wire().encode(Topics.USAGE, usage)));
    }

    private String usageId(Event event) {
        return UsageIds.hex(UsageIds.of(
                event.function(), Topics.group(event.function()), topicId(event.topic()), 0, event.offset()));
    }

    private String topicId(String topic) {
        return platform.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .get(topic)
                .topicId()
                .toString();
    }

    @Override
    public void close() {
        host.close();
    }
}
