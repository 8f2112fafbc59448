package dev.lavant.bench;

import dev.lavant.bench.Progress.Look;
import dev.lavant.bench.Progress.Rate;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// How fast billing counts usage that waits, and what it keeps of it: its state grows with functions and partitions
/// and not with events. Each size has a broker of its own, since billing has one group and goes on where it was.
final class Aggregation {
    private static final List<Integer> SIZES = List.of(1_000_000, 10_000_000);
    private static final int PARTITIONS = 6;
    private static final int FUNCTIONS = 10;
    private static final int SOURCES = FUNCTIONS * PARTITIONS;
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final double PER_SECOND = 1_000_000;
    private static final double TIMES_THE_STATE = 1.5;

    private final Bench bench;
    private final int records;
    private final AvroWire wire;

    private Aggregation(Bench bench, int records) {
        this.bench = bench;
        this.records = records;
        this.wire = Connection.to(bench.bootstrapServers(), URI.create(bench.registryUrl()))
                .wire();
        GeneratedClasses.trust();
    }

    /// @param stateKib of its folder, once it has ended
    private record Result(int records, Rate rate, double stateKib) {}

    static void run(Bench common, Plan plan) {
        plan.out().printf("%naggregation: %d functions, %d partitions each%n", FUNCTIONS, PARTITIONS);
        var results = new ArrayList<Result>();
        for (int size : SIZES) {
            try (var bench = Bench.start(common.programs())) {
                results.add(new Aggregation(bench, plan.events(size)).measure());
            }
        }
        plan.out().printf("%n| usage records | records/s | CPU-s per million | state, KiB |%n|--:|--:|--:|--:|%n");
        results.forEach(one -> plan.out()
                .printf(
                        "| %,d | %,.0f | %.2f | %,.0f |%n",
                        one.records(), one.rate().perSecond(), one.rate().cpuPerMillion(), one.stateKib()));
        plan.out().println();
        Result few = results.getFirst();
        Result many = results.getLast();
        Goal.atLeast("records/s", PER_SECOND, many.rate().perSecond()).print(plan.out());
        Goal.atMost("state with ten times the records, times that", TIMES_THE_STATE, many.stateKib() / few.stateKib())
                .print(plan.out());
    }

    private Result measure() {
        makeTopics();
        writeUsage();
        Path folder = bench.folder("billing");
        List<String> command = bench.programs()
                .here(
                        Programs.ROOMY,
                        BillingMain.class,
                        bench.bootstrapServers(),
                        bench.registryUrl(),
                        folder.toString());
        var progress = new Progress(records);
        try (var child = bench.start("billing", command, Map.of())) {
            watch(child, progress);
        }
        return new Result(records, progress.rate(), kib(folder));
    }

    private void watch(Child child, Progress progress) {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (!progress.complete()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            child.requireAlive();
            progress.saw(new Look(System.nanoTime(), counted(), child.cpu()));
            if (System.nanoTime() > until) {
                throw child.failed("has not counted all in " + LONGEST);
            }
        }
    }

    private long counted() {
        var offsets = Bench.await(
                bench.admin().listConsumerGroupOffsets(Topics.BILLING_GROUP).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(reached -> reached.getKey().topic().equals(Topics.USAGE))
                .mapToLong(reached -> reached.getValue().offset())
                .sum();
    }

    private void makeTopics() {
        Map<String, String> compacted = Map.of("cleanup.policy", "compact");
        bench.makePlatformTopics(PARTITIONS);
        List.of(Topics.SUMMARIES, Topics.STATEMENTS, Topics.PRICES, Topics.BUDGETS, Topics.SPENDING)
                .forEach(topic -> bench.makeTopic(topic, 1, compacted));
        bench.makeTopic(Topics.ALERTS, 1, Map.of());
    }

    private void writeUsage() {
        var settings = bench.properties();
        settings.put("batch.size", 256 << 10);
        settings.put("linger.ms", 20);
        settings.put("compression.type", "lz4");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < records; number++) {
                UsageRecord usage = usage(number);
                String key = usage.getFunction() + "|" + usage.getSourceTopicId() + "|" + usage.getSourcePartition();
                var _ = producer.send(new ProducerRecord<>(
                        Topics.USAGE, key.getBytes(StandardCharsets.UTF_8), wire.encode(Topics.USAGE, usage)));
            }
        }
    }

    /// Of functions and partitions in turn, as when all are at work.
    private static UsageRecord usage(int number) {
        String function = "function-" + number % FUNCTIONS;
        int partition = number % SOURCES / FUNCTIONS;
        long offset = number / SOURCES;
        return UsageRecord.newBuilder()
                .setUsageId(UsageIds.of(function, Topics.group(function), "source-id", partition, offset))
                .setKind(UsageKind.INVOCATION)
                .setTenant("bench")
                .setFunction(function)
                .setRevision(1)
                .setHostId(function + "-0")
                .setSourceTopicId("source-id")
                .setSourceTopic("source")
                .setSourcePartition(partition)
                .setSourceOffset(offset)
                .setEventId("event-" + number)
                .setGroupKind(GroupKind.CONSUMER)
                .setAttempts(1)
                .setOutcome(UsageOutcome.OK)
                .setStartedAt(Instant.EPOCH)
                .setDurationNanos(3_000_000)
                .setCpuNanos(1_000_000)
                .setShareNanos(2_000_000)
                .setMemoryMib(128)
                .setBytesIn(1_000)
                .build();
    }

    private static double kib(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                            .filter(File::isFile)
                            .mapToLong(File::length)
                            .sum()
                    / 1024.0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
