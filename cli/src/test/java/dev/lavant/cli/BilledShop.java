package dev.lavant.cli;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.usage.UsageProof;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A platform on which `thumbnail` has handled the events of two partitions, written in transactions, some of them
/// aborted: what its hosts left behind, and nothing that runs.
record BilledShop(LocalPlatform platform) {
    /// Events that were handled; the one at the highest offset of partition 1 became a dead letter.
    static final int EVENTS = 30;

    /// Usage records of the host itself.
    static final int HOST_RECORDS = 3;

    private static final String HOST = "thumbnail-0-1";

    static BilledShop open(LocalPlatform platform) throws Exception {
        var shop = new BilledShop(platform);
        Map<String, String> compacted = Map.of("cleanup.policy", "compact");
        platform.createTopic(Topics.FUNCTIONS, 1, compacted);
        List.of(Topics.SUMMARIES, Topics.STATEMENTS, Topics.PRICES, Topics.BUDGETS, Topics.SPENDING)
                .forEach(topic -> platform.createTopic(topic, 1, compacted));
        platform.createTopic(Topics.ALERTS, 1);
        platform.createTopic(Topics.USAGE, 2, Map.of("message.timestamp.type", "LogAppendTime"));
        platform.createTopic(Topics.deadLetters("thumbnail"), 1);
        platform.createTopic("uploads", 2);
        platform.produce(new ProducerRecord<>(
                Topics.FUNCTIONS, bytes("thumbnail"), platform.wire().encode(Topics.FUNCTIONS, thumbnail())));
        shop.sendUploads();
        shop.handleUploads();
        return shop;
    }

    /// Events on statements.
    long billed() {
        var newest = new HashMap<String, Long>();
        platform.readCommitted(Topics.STATEMENTS, Integer.MAX_VALUE, Duration.ofMillis(700))
                .forEach(record -> newest.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        platform.wire().decode(record.value(), Statement.class).getEvents()));
        return newest.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Three transactions of ten events, five to a partition, and one that is aborted.
    private void sendUploads() {
        var settings = platform.connection().properties();
        settings.put("transactional.id", "shop");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 4; transaction++) {
                producer.beginTransaction();
                for (int i = 0; i < 10; i++) {
                    var upload = new ProducerRecord<>("uploads", i % 2, bytes("photo"), bytes("pixels"));
                    upload.headers().add("ce_id", bytes("photo-" + transaction + "-" + i));
                    var _ = producer.send(upload);
                }
                producer.flush(); // what is aborted is written first
                if (transaction == 1) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
    }

    private void handleUploads() throws Exception {
        String topicId = platform.admin()
                .describeTopics(List.of("uploads"))
                .allTopicNames()
                .get()
                .get("uploads")
                .topicId()
                .toString();
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var reached = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var upload : platform.readCommitted("uploads", EVENTS, Duration.ofSeconds(30))) {
            boolean dies = upload.partition() == 1 && upload.offset() == 22;
            UsageRecord usage = usage(upload, topicId, dies ? UsageOutcome.DEAD_LETTERED : UsageOutcome.OK);
            records.add(record("thumbnail|" + topicId + "|" + upload.partition(), usage));
            if (dies) {
                records.add(letter(upload, usage));
            }
            reached.put(new TopicPartition("uploads", upload.partition()), new OffsetAndMetadata(upload.offset() + 1));
        }
        long number = 0;
        for (UsageKind kind : List.of(UsageKind.INIT, UsageKind.KEEP_ALIVE, UsageKind.DRAIN)) {
            records.add(record("thumbnail|" + HOST, hostTime(kind, number++)));
        }
        platform.produce(records);
        platform.admin()
                .alterConsumerGroupOffsets(Topics.group("thumbnail"), reached)
                .all()
                .get();
    }

    private ProducerRecord<byte[], byte[]> record(String key, UsageRecord usage) {
        byte[] value = platform.wire().encode(Topics.USAGE, usage);
        var record = new ProducerRecord<>(Topics.USAGE, bytes(key), value);
        record.headers().add(UsageProof.CHECKSUM_HEADER, UsageProof.checksum(value));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> upload, UsageRecord usage) {
        var letter = new ProducerRecord<>(Topics.deadLetters("thumbnail"), upload.key(), upload.value());
        letter.headers().add("lavant.dlq.usageid", bytes(UsageIds.hex(usage.getUsageId())));
        return letter;
    }

    private static UsageRecord usage(ConsumerRecord<byte[], byte[]> upload, String topicId, UsageOutcome outcome) {
        return UsageRecord.newBuilder()
                .setUsageId(UsageIds.of(
                        "thumbnail", Topics.group("thumbnail"), topicId, upload.partition(), upload.offset()))
                .setKind(UsageKind.INVOCATION)
                .setTenant("acme")
                .setFunction("thumbnail")
                .setRevision(1)
                .setHostId(HOST)
                .setSourceTopicId(topicId)
                .setSourceTopic("uploads")
                .setSourcePartition(upload.partition())
                .setSourceOffset(upload.offset())
                .setEventId(new String(upload.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .setTraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .setGroupKind(GroupKind.CONSUMER)
                .setAttempts(1)
                .setOutcome(outcome)
                .setStartedAt(Instant.EPOCH)
                .setDurationNanos(3_000_000)
                .setCpuNanos(1_000_000)
                .setShareNanos(2_000_000)
                .setMemoryMib(128)
                .setBytesIn(11)
                .build();
    }

    private static UsageRecord hostTime(UsageKind kind, long number) {
        return UsageRecord.newBuilder()
                .setUsageId(UsageIds.ofHost(HOST, number))
                .setKind(kind)
                .setTenant("acme")
                .setFunction("thumbnail")
                .setRevision(1)
                .setHostId(HOST)
                .setGroupKind(GroupKind.UNKNOWN)
                .setAttempts(0)
                .setOutcome(UsageOutcome.UNKNOWN)
                .setBillable(false)
                .setStartedAt(Instant.EPOCH)
                .setDurationNanos(5_000_000)
                .setShareNanos(5_000_000)
                .setMemoryMib(128)
                .build();
    }

    private static FunctionDeployment thumbnail() {
        return FunctionDeployment.newBuilder()
                .setName("thumbnail")
                .setRevision(1)
                .setTenant("acme")
                .setSourceTopics(List.of("uploads"))
                .setGroupId(Topics.group("thumbnail"))
                .setHandlerClass("shop.Photos")
                .setHandlerMethod("on")
                .setTimeoutMillis(1000)
                .setMemoryMib(128)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(1000)
                .setMaxHosts(4)
                .setClasspath(List.of())
                .setDeployedAt(Instant.EPOCH)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
