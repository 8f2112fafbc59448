package dev.lavant.bench;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.schemas.wire.GeneratedClasses;
import dev.lavant.simulator.Simulation;
import dev.lavant.simulator.load.Synthetic;
import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.plane.Load;
import dev.lavant.simulator.plane.Tally;
import dev.lavant.simulator.policy.Contender;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// An hour of the simulator's workloads on a real broker with real hosts, beside what the simulator says of it.
///
/// The hour is compressed to five minutes: its phases, and the rule's own windows. Rates, times of events, starts and
/// moves are not, but that two cores start no more hosts than a fourth of `step` needs. The simulator is told how long
/// hosts took to start and what the autoscaler made of that, and nothing else of what happened.
final class Hour {
    private static final int COMPRESSED = 12;
    private static final double HOUR = 3_600;
    private static final double QUIET = 75;
    private static final long SEED = 1;
    private static final Duration TO_REST = Duration.ofMinutes(3);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(100);
    private static final double CLOSE = 0.15;
    private static final Model MODEL = Model.UNSET
            .with(Setting.KEEP_ALIVE, "50s")
            .with(Setting.DOWN_WINDOW, "3.5s")
            .with(Setting.TICK, "200ms");

    private final Bench bench;
    private final Plan plan;
    private final Load load;
    private final String function;
    private final AvroWire wire;

    private Hour(Bench bench, Plan plan, Workload workload) {
        this.bench = bench;
        this.plan = plan;
        this.load = new Load(workload, MODEL, SEED);
        this.function = workload.name();
        this.wire = Connection.to(bench.bootstrapServers(), URI.create(bench.registryUrl()))
                .wire();
        GeneratedClasses.trust();
    }

    static void run(Bench bench, Plan plan) {
        for (Synthetic kind : List.of(Synthetic.STEP, Synthetic.ON_OFF)) {
            int oneOf = kind == Synthetic.STEP ? 4 * COMPRESSED : COMPRESSED;
            Workload hour = kind.workload(SEED)
                    .first(HOUR * plan.scale())
                    .compressed(COMPRESSED, oneOf)
                    .thenQuiet(QUIET);
            new Hour(bench, plan, hour).run();
        }
    }

    private void run() {
        Workload workload = load.workload();
        plan.out().printf("%nhour: %s, %,d events in %.0f s%n", function, workload.events(), workload.seconds());
        bench.makeScalingTopics();
        bench.makePlatformTopics(1);
        bench.makeTopic(input(), MODEL.count(Setting.PARTITIONS), Map.of());
        ScalingDecision last;
        try (var autoscaler = bench.start("autoscaler", command(), Map.of());
                var decisions = decisions()) {
            deploy();
            awaitNoHosts(decisions, autoscaler);
            send();
            last = awaitRest(decisions, autoscaler);
        }
        Lived lived = Lived.read(bench, wire, MODEL.time(Setting.TARGET));
        compare(lived, predicted(lived, last));
    }

    private String input() {
        return function + "-in";
    }

    private List<String> command() {
        return bench.programs()
                .here(
                        List.of("-Xmx144m"),
                        AutoscalerMain.class,
                        bench.bootstrapServers(),
                        bench.registryUrl(),
                        bench.folder("autoscaler-" + function).toString(),
                        bench.programs().home().toString(),
                        millis(Setting.KEEP_ALIVE),
                        millis(Setting.DOWN_WINDOW));
    }

    private static String millis(Setting setting) {
        return Long.toString(Math.round(MODEL.time(setting) * 1_000));
    }

    private void deploy() {
        var deployment = FunctionDeployment.newBuilder()
                .setName(function)
                .setRevision(1)
                .setTenant("bench")
                .setSourceTopics(List.of(input()))
                .setGroupId(Topics.group(function))
                .setHandlerClass("dev.lavant.bench.functions.Functions")
                .setHandlerMethod("asTold")
                .setTimeoutMillis(30_000)
                .setMemoryMib(96)
                .setConcurrency(MODEL.count(Setting.CONCURRENCY))
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(Long.parseLong(millis(Setting.TARGET)))
                .setMaxHosts(MODEL.count(Setting.MAX_HOSTS))
                .setClasspath(List.of(bench.programs().functions().toString()))
                .setDeployedAt(Instant.now())
                .build();
        try (var producer = producer()) {
            byte[] value = wire.encode(Topics.FUNCTIONS, deployment);
            Bench.await(producer.send(new ProducerRecord<>(Topics.FUNCTIONS, utf8(function), value)));
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(bench.properties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> decisions() {
        var consumer =
                new KafkaConsumer<>(bench.properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var all = List.of(new TopicPartition(Topics.SCALING, 0));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    /// Each event when it is due, with how long it takes; keys are no two alike.
    private void send() {
        Workload workload = load.workload();
        int partitions = MODEL.count(Setting.PARTITIONS);
        try (var producer = producer()) {
            long began = System.nanoTime();
            for (int event = 0; event < workload.events(); event++) {
                long due = began + Math.round(workload.at(event) * 1e9);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                byte[] key = utf8(Integer.toString(event));
                byte[] nanos = ByteBuffer.allocate(Long.BYTES)
                        .putLong(Math.round(load.service(event) * 1e9))
                        .array();
                var _ = producer.send(new ProducerRecord<>(input(), workload.partition(event, partitions), key, nanos));
            }
        }
    }

    private ScalingDecision awaitRest(KafkaConsumer<byte[], byte[]> decisions, Child autoscaler) {
        Bench.until(() -> {
            autoscaler.requireAlive();
            return bench.committed(Topics.group(function)) >= load.workload().events();
        });
        return awaitNoHosts(decisions, autoscaler);
    }

    /// Until the newest decision is for none; returns that.
    private ScalingDecision awaitNoHosts(KafkaConsumer<byte[], byte[]> decisions, Child autoscaler) {
        long until = System.nanoTime() + TO_REST.toNanos();
        Optional<ScalingDecision> last = Optional.empty();
        boolean more = true;
        while (more || last.map(ScalingDecision::getDesired).orElse(-1) != 0) {
            autoscaler.requireAlive();
            if (System.nanoTime() > until) {
                throw autoscaler.failed("has not gone to zero hosts, " + last);
            }
            more = false;
            for (var record : decisions.poll(LONGEST_LOOK)) {
                last = Optional.of(wire.decode(record.value(), ScalingDecision.class));
                more = true;
            }
        }
        return last.orElseThrow();
    }

    private Tally predicted(Lived lived, ScalingDecision last) {
        Model told = MODEL.with(Setting.START, "%dms".formatted(Math.round(lived.startSeconds() * 1_000)))
                .with(Setting.START_P95, last.getStartMillis() + "ms");
        return new Simulation(told, load.workload(), SEED).run(Contender.LAVANT).tally();
    }

    private void compare(Lived lived, Tally predicted) {
        plan.out().printf("%n| %s | host-seconds | p50 s | p99 s | late %% | hosts launched |%n", function);
        plan.out().printf("|---|--:|--:|--:|--:|--:|%n");
        row("real", lived.tally());
        row("simulated", predicted);
        plan.out().printf("%nhosts took %.2f s to start%n", lived.startSeconds());
        within("host-seconds", lived.tally().hostSeconds(), predicted.hostSeconds());
        within("p99", lived.tally().p99Seconds(), predicted.p99Seconds());
    }

    private void row(String name, Tally tally) {
        plan.out()
                .printf(
                        "| %s | %.0f | %.2f | %.2f | %.2f | %d |%n",
                        name,
                        tally.hostSeconds(),
                        tally.medianSeconds(),
                        tally.p99Seconds(),
                        100 * tally.lateShare(),
                        tally.changes().launches());
    }

    private void within(String what, double real, double predicted) {
        double off = Math.abs(real / predicted - 1);
        Goal.atMost("%s of %s, off the prediction by".formatted(what, function), CLOSE, off)
                .print(plan.out());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
