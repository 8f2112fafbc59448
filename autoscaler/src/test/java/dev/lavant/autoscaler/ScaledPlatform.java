package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.autoscaler.observe.LagReader;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.MissedTicks;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A real broker with the topics of an autoscaler, whose hosts are [TinyHost]s in processes of their own.
final class ScaledPlatform implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final Duration QUIET = Duration.ofMillis(500);

    private final LocalPlatform platform = LocalPlatform.start();
    private final CompactedTopic<HostHeartbeat> hosts;

    ScaledPlatform() {
        List.of(Topics.FUNCTIONS, Topics.HOSTS, Topics.SCALING_STATE, Topics.SCHEDULES, Topics.SPENDING, Topics.TENANTS)
                .forEach(topic -> platform.createTopic(topic, 1, Map.of("cleanup.policy", "compact")));
        platform.createTopic(Topics.SCALING, 1);
        platform.createTopic(Topics.SCALING_LEADER, 1);
        platform.createTopic(Topics.ALERTS, 1);
        hosts = CompactedTopic.follow(
                Topics.HOSTS,
                platform.wire().deserializer(HostHeartbeat.class),
                platform.connection().properties(),
                _ -> {});
    }

    /// @param folder of the autoscaler
    Autoscaler autoscaler(Path folder, Duration tick, Duration keepAlive, WarmHosts warm) {
        return autoscaler(folder, tick, keepAlive, warm, AutoscalerConfig.UNBOUNDED);
    }

    /// @param folder of the autoscaler
    /// @param memoryMib of all hosts together
    Autoscaler autoscaler(Path folder, Duration tick, Duration keepAlive, WarmHosts warm, long memoryMib) {
        return Autoscaler.start(new AutoscalerConfig(
                platform.connection(),
                folder,
                tinyHosts(),
                tick,
                keepAlive,
                Duration.ofSeconds(5),
                warm,
                AutoscalerConfig.Succession.NEW_HOSTS,
                Seat.ALONE,
                memoryMib));
    }

    /// One of several, in this process.
    Autoscaler candidate(Path folder) {
        return Autoscaler.start(Candidate.config(platform.connection(), folder));
    }

    /// One of several, in a process of its own.
    Process candidateProcess(Path folder) throws IOException {
        return Candidate.start(platform.connection(), folder);
    }

    /// How [TinyHost]s are started.
    static HostPrograms tinyHosts() {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new HostPrograms(java(), classPath, TinyHost.class.getName());
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// Makes the function's topics and deploys it.
    void deploy(FunctionDeployment function) {
        function.getSourceTopics().forEach(topic -> platform.createTopic(topic, PARTITIONS));
        deployAgain(function);
    }

    void deployAgain(FunctionDeployment function) {
        byte[] value = platform.wire().encode(Topics.FUNCTIONS, function);
        platform.produce(new ProducerRecord<>(Topics.FUNCTIONS, utf8(function.getName()), value));
    }

    /// Deploys a function with a tick every second. It has no host, since it reads another topic than that of its
    /// ticks.
    void deployScheduled(String function) {
        platform.createTopic(Topics.ticks(function), 1);
        deploy(Deployments.function(function)
                .setSchedule(DeployedSchedule.newBuilder()
                        .setEveryMillis(1_000)
                        .setMissed(MissedTicks.ALL) // however slow the machine is
                        .setSince(Instant.now())
                        .build())
                .build());
    }

    /// The planned times of its ticks.
    List<Instant> ticks(String function) {
        return Ticks.of(function, platform.connection().properties());
    }

    void remove(String function) {
        platform.produce(new ProducerRecord<>(Topics.FUNCTIONS, utf8(function), null));
    }

    void send(String function, int count) {
        platform.produce(IntStream.range(0, count)
                .mapToObj(i -> new ProducerRecord<>(function + "-in", utf8("key-" + i), utf8("event")))
                .toList());
    }

    /// What billing would say of the budget of the tenant.
    void budget(long limitNanos, long spentNanos) {
        Instant now = Instant.now();
        Spending acme = Spending.newBuilder()
                .setTenant("acme")
                .setPeriod("2026-11")
                .setCurrency("USD")
                .setLimitNanos(limitNanos)
                .setOnLimit(OnLimit.PAUSE)
                .setSpentNanos(spentNanos)
                .setGibSecondNanos(16_667)
                .setCpuSecondNanos(20_000)
                .setEventNanos(200)
                .setAsOf(now)
                .build();
        tell("acme", acme);
        tell("as-of", Spending.newBuilder().setAsOf(now).build());
    }

    private void tell(String key, Spending spending) {
        byte[] value = platform.wire().encode(Topics.SPENDING, spending);
        platform.produce(new ProducerRecord<>(Topics.SPENDING, utf8(key), value));
    }

    List<BudgetAlert> alerts() {
        return platform.readCommitted(Topics.ALERTS, Integer.MAX_VALUE, QUIET).stream()
                .map(record -> platform.wire().decode(record.value(), BudgetAlert.class))
                .toList();
    }

    /// Events that a function has not committed.
    long waiting(String function) {
        try (var lags = new LagReader(platform.connection().properties())) {
            Lag lag = lags.read(List.of(Deployments.function(function).build())).get(function);
            return lag instanceof Lag.Known known ? known.events() : -1;
        }
    }

    /// What living hosts have said last, by their ids.
    Map<String, HostHeartbeat> hosts() {
        return hosts.values();
    }

    List<ScalingDecision> decisions() {
        return platform.readCommitted(Topics.SCALING, Integer.MAX_VALUE, QUIET).stream()
                .map(record -> platform.wire().decode(record.value(), ScalingDecision.class))
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        hosts.close();
        platform.close();
    }
}
