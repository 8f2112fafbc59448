package dev.lavant.bench;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Many functions that nothing happens to: what they cost the autoscaler, and how soon it wakes one of them.
/// Their hosts are a program that does nothing, so that no start of a JVM is measured.
final class Dormant {
    private static final int PARTITIONS = 10;
    private static final int TOPICS_AT_ONCE = 100;
    private static final int WAKES = 100;
    private static final Duration SETTLES = Duration.ofSeconds(45);
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double LIMIT_MIB = 256;
    private static final double LIMIT_CORES = 0.1;
    private static final double LIMIT_MILLIS = 50;

    private final Bench bench;
    private final Plan plan;
    private final int functions;
    private final AvroWire wire;

    private Dormant(Bench bench, Plan plan) {
        this.bench = bench;
        this.plan = plan;
        this.functions = plan.events(1_000);
        this.wire = Connection.to(bench.bootstrapServers(), URI.create(bench.registryUrl()))
                .wire();
        GeneratedClasses.trust();
    }

    static void run(Bench bench, Plan plan) {
        new Dormant(bench, plan).run();
    }

    private void run() {
        plan.out().printf("%ndormant: %,d functions, %,d partitions%n", functions, functions * PARTITIONS);
        deploy();
        var command = bench.programs()
                .here(
                        List.of("-Xmx144m", "-XX:TrimNativeHeapInterval=5000"),
                        AutoscalerMain.class,
                        bench.bootstrapServers(),
                        bench.registryUrl(),
                        bench.folder("autoscaler").toString(),
                        bench.programs().idleHost(bench.folder("hosts")).toString());
        try (var autoscaler = bench.start("autoscaler", command, Map.of("MALLOC_ARENA_MAX", "2"));
                var decisions = decisions();
                var producer =
                        new KafkaProducer<>(bench.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            awaitRest(decisions, autoscaler);
            measure(autoscaler, decisions, producer);
        }
    }

    private void deploy() {
        bench.makeTopic(Topics.FUNCTIONS, 1, Map.of("cleanup.policy", "compact"));
        bench.makeTopic(Topics.HOSTS, 1, Map.of("cleanup.policy", "compact"));
        bench.makeTopic(Topics.SCALING_STATE, 1, Map.of("cleanup.policy", "compact"));
        bench.makeTopic(Topics.SCHEDULES, 1, Map.of("cleanup.policy", "compact"));
        bench.makeTopic(Topics.TENANTS, 1, Map.of("cleanup.policy", "compact"));
        bench.makeTopic(Topics.SPENDING, 1, Map.of("cleanup.policy", "compact"));
        bench.makeTopic(Topics.SCALING_LEADER, 1, Map.of());
        bench.makeTopic(Topics.SCALING, 1, Map.of());
        for (int first = 0; first < functions; first += TOPICS_AT_ONCE) {
            Bench.await(bench.admin()
                    .createTopics(IntStream.range(first, Math.min(functions, first + TOPICS_AT_ONCE))
                            .mapToObj(i -> new NewTopic(input(i), PARTITIONS, (short) 1))
                            .toList())
                    .all());
        }
        try (var producer =
                new KafkaProducer<>(bench.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            IntStream.range(0, functions).forEach(i -> {
                byte[] value = wire.encode(Topics.FUNCTIONS, function(i));
                var _ = producer.send(new ProducerRecord<>(Topics.FUNCTIONS, utf8(name(i)), value));
            });
        }
    }

    private static String name(int function) {
        return "dormant-" + function;
    }

    private static String input(int function) {
        return name(function) + "-in";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FunctionDeployment function(int number) {
        return FunctionDeployment.newBuilder()
                .setName(name(number))
                .setRevision(1)
                .setTenant("bench")
                .setSourceTopics(List.of(input(number)))
                .setGroupId(Topics.group(name(number)))
                .setHandlerClass("None")
                .setHandlerMethod("none")
                .setTimeoutMillis(1_000)
                .setMemoryMib(64)
                .setConcurrency(1)
                .setMaxAttempts(1)
                .setBackoffMillis(10)
                .setTargetLatencyMillis(2_000)
                .setMaxHosts(1)
                .setClasspath(List.of())
                .setDeployedAt(Instant.now())
                .build();
    }

    private KafkaConsumer<byte[], byte[]> decisions() {
        var settings = bench.properties();
        settings.put("fetch.max.wait.ms", 5);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var all = List.of(new TopicPartition(Topics.SCALING, 0));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    /// Until each function has been looked at once.
    private void awaitRest(KafkaConsumer<byte[], byte[]> decisions, Child autoscaler) {
        long until = System.nanoTime() + LONGEST.toNanos();
        int seen = 0;
        while (seen < functions) {
            autoscaler.requireAlive();
            if (System.nanoTime() > until) {
                throw autoscaler.failed("has looked at " + seen + " of " + functions + " functions");
            }
            seen += decisions.poll(Duration.ofMillis(100)).count();
        }
    }

    private void measure(Child autoscaler, KafkaConsumer<byte[], byte[]> decisions, Producer<byte[], byte[]> producer) {
        LockSupport.parkNanos(SETTLES.toNanos());
        long from = System.nanoTime();
        Duration cpu = autoscaler.cpu();
        Duration brokerCpu = bench.brokerCpu();
        LockSupport.parkNanos(QUIET.toNanos());
        double seconds = (System.nanoTime() - from) / 1e9;
        double cores = seconds(autoscaler.cpu().minus(cpu)) / seconds;
        double brokerCores = seconds(bench.brokerCpu().minus(brokerCpu)) / seconds;
        var wakes = new Latencies(wake(autoscaler, decisions, producer), WAKES);
        double resident = autoscaler.residentMib();
        plan.out()
                .printf(
                        "%n| functions | partitions | autoscaler, cores | broker, cores | resident MiB | wake p50 ms"
                                + " | p99 ms |%n|--:|--:|--:|--:|--:|--:|--:|%n| %,d | %,d | %.3f | %.3f | %.0f | %.1f | %.1f |%n%n",
                        functions,
                        functions * PARTITIONS,
                        cores,
                        brokerCores,
                        resident,
                        wakes.percentileMillis(50),
                        wakes.percentileMillis(99));
        Goal.atMost("cores of the autoscaler while nothing happens", LIMIT_CORES, cores)
                .print(plan.out());
        Goal.atMost("its resident memory, MiB", LIMIT_MIB, resident).print(plan.out());
        Goal.atMost("milliseconds from produce to the decision to wake, p99", LIMIT_MILLIS, wakes.percentileMillis(99))
                .print(plan.out());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /// Sends an event to one function after another, evenly over all; each is laid to rest again before the next.
    private List<Long> wake(
            Child autoscaler, KafkaConsumer<byte[], byte[]> decisions, Producer<byte[], byte[]> producer) {
        var nanos = new ArrayList<Long>();
        for (int wake = 0; wake < WAKES; wake++) {
            autoscaler.requireAlive();
            int function = wake * functions / WAKES;
            Instant sent = Instant.now();
            Bench.await(producer.send(new ProducerRecord<>(input(function), wake % PARTITIONS, null, utf8("event"))));
            awaitDecision(decisions, function, ScalingCode.WAKE)
                    .ifPresent(
                            decided -> nanos.add(Duration.between(sent, decided).toNanos()));
            bench.startAt(Topics.group(name(function)), new TopicPartition(input(function), wake % PARTITIONS), 1);
            var _ = awaitDecision(decisions, function, ScalingCode.ZERO_IDLE);
        }
        return nanos;
    }

    private Optional<Instant> awaitDecision(KafkaConsumer<byte[], byte[]> decisions, int function, ScalingCode code) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < until) {
            for (var record : decisions.poll(Duration.ofMillis(50))) {
                ScalingDecision decision = wire.decode(record.value(), ScalingDecision.class);
                if (decision.getFunction().equals(name(function)) && decision.getCode() == code) {
                    return Optional.of(decision.getDecidedAt());
                }
            }
        }
        return Optional.empty();
    }
}
