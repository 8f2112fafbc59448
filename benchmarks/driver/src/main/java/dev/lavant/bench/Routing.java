package dev.lavant.bench;

import dev.lavant.bench.Progress.Look;
import dev.lavant.bench.Progress.Rate;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What the router costs as rules grow, beside Kafka Streams that only copies. Each event is of one of ten
/// types, and of the rules ten want one of these, so that each event goes to one queue however many rules there
/// are; the others want types that do not come.
final class Routing {
    private static final List<Integer> RULES = List.of(10, 1_000, 10_000);
    private static final int TYPES = 10;
    private static final int PARTITIONS = 6;
    private static final String SOURCE = "routed-in";
    private static final String PASS_THROUGH = "Kafka Streams, pass-through";
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final double FLAT = 1.3;
    private static final double LEAST_OF_PASS_THROUGH = 0.7;

    private final Bench bench;
    private final Plan plan;
    private final int events;
    private final AvroWire wire;
    private final Map<String, List<Rate>> rates = new LinkedHashMap<>();

    private Routing(Bench bench, Plan plan) {
        this.bench = bench;
        this.plan = plan;
        this.events = plan.events(1_000_000);
        this.wire = Connection.to(bench.bootstrapServers(), URI.create(bench.registryUrl()))
                .wire();
        GeneratedClasses.trust();
    }

    static void run(Bench bench, Plan plan) {
        new Routing(bench, plan).run();
    }

    private void run() {
        plan.out().printf("%nrouter: %,d events of 1 KB, %d partitions%n", events, PARTITIONS);
        bench.makeTopic(SOURCE, PARTITIONS, Map.of());
        new Preload(events, 1_000, 100_000)
                .into(SOURCE, PARTITIONS, bench.properties(), event -> attributes(event, event % TYPES));
        for (int round = 1; round <= plan.rounds(); round++) {
            passThrough(round);
            for (int rules : RULES) {
                route(rules, round);
            }
        }
        print();
    }

    private static Map<String, String> attributes(int event, int type) {
        return Map.of(
                "ce_specversion", "1.0", "ce_id", "e-" + event, "ce_source", "/bench", "ce_type", "bench.type-" + type);
    }

    private void passThrough(int round) {
        String group = bench.fresh("pass-through");
        String output = group + "-out";
        bench.makeTopic(output, PARTITIONS, Map.of());
        bench.startAtZero(group, SOURCE, PARTITIONS);
        String folder = bench.folder(group).toString();
        var command = bench.programs()
                .here(Programs.ROOMY, PassThroughMain.class, bench.bootstrapServers(), folder, group, SOURCE, output);
        watch(PASS_THROUGH, round, group, command);
        bench.dropTopics(output);
    }

    private void route(int rules, int round) {
        String[] queues =
                IntStream.range(0, TYPES).mapToObj(i -> Topics.queue(name(i))).toArray(String[]::new);
        for (String queue : queues) {
            bench.makeTopic(queue, PARTITIONS, Map.of("max.message.bytes", "2097152"));
        }
        deploy(rules);
        bench.startAtZero(Topics.ROUTER_GROUP, SOURCE, PARTITIONS);
        String folder = bench.folder(bench.fresh("router")).toString();
        var command = bench.programs()
                .here(Programs.ROOMY, RouterMain.class, bench.bootstrapServers(), bench.registryUrl(), folder);
        watch(contender(rules), round, Topics.ROUTER_GROUP, command);
        bench.dropTopics(queues);
    }

    private static String contender(int rules) {
        return "Lavant's router, %,d rules".formatted(rules);
    }

    private void deploy(int rules) {
        bench.makeTopic(Topics.FUNCTIONS, 1, Map.of("cleanup.policy", "compact"));
        try (var producer =
                new KafkaProducer<>(bench.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            IntStream.range(0, rules).forEach(i -> {
                byte[] key = name(i).getBytes(StandardCharsets.UTF_8);
                var _ = producer.send(
                        new ProducerRecord<>(Topics.FUNCTIONS, key, wire.encode(Topics.FUNCTIONS, function(i))));
            });
        }
    }

    private static String name(int rule) {
        return "rule-" + rule;
    }

    private static FunctionDeployment function(int number) {
        return FunctionDeployment.newBuilder()
                .setName(name(number))
                .setRevision(1)
                .setTenant("bench")
                .setSourceTopics(List.of(SOURCE))
                .setFilter("type = 'bench.type-" + number + "' AND source LIKE '/b%'")
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

    private void watch(String contender, int round, String group, List<String> command) {
        var progress = new Progress(events);
        try (var child = bench.start(bench.fresh("routing"), command, Map.of())) {
            long until = System.nanoTime() + LONGEST.toNanos();
            while (!progress.complete() && System.nanoTime() < until) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                child.requireAlive();
                progress.saw(new Look(System.nanoTime(), bench.committed(group), child.cpu()));
            }
            if (!progress.begun()) {
                throw child.failed("has done nothing in " + LONGEST);
            }
        }
        Rate rate = progress.rate();
        rates.computeIfAbsent(contender, _ -> new ArrayList<>()).add(rate);
        plan.out()
                .printf(
                        "  round %d: %,9.0f/s  %7.2f CPU-s per million  %s%n",
                        round, rate.perSecond(), rate.cpuPerMillion(), contender);
    }

    private void print() {
        plan.out().printf("%n| | events/s | CPU-s per million |%n|---|--:|--:|%n");
        rates.keySet()
                .forEach(one -> plan.out()
                        .printf(
                                "| %s | %,.0f | %.2f |%n",
                                one, median(one, Rate::perSecond), median(one, Rate::cpuPerMillion)));
        plan.out().println();
        String few = contender(RULES.getFirst());
        String many = contender(RULES.getLast());
        Goal.atMost(
                        "CPU per event with the most rules, times that with the fewest",
                        FLAT,
                        median(many, Rate::cpuPerMillion) / median(few, Rate::cpuPerMillion))
                .print(plan.out());
        Goal.atMost(
                        "events/s with the fewest rules, times those with the most",
                        FLAT,
                        median(few, Rate::perSecond) / median(many, Rate::perSecond))
                .print(plan.out());
        Goal.atLeast(
                        "events/s with the most rules, times the pass-through's",
                        LEAST_OF_PASS_THROUGH,
                        median(many, Rate::perSecond) / median(PASS_THROUGH, Rate::perSecond))
                .print(plan.out());
    }

    private double median(String contender, ToDoubleFunction<Rate> figure) {
        double[] sorted = rates.getOrDefault(contender, List.of()).stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
