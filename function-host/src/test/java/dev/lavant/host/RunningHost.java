package dev.lavant.host;

import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.topics.Deliveries;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;

/// Hosts in the test's JVM, of a function with topics of its own: one in slot 0, and others where a test starts them.
final class RunningHost implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /// How long an event of a function without an order is locked for a host that says nothing of it.

    private final LocalPlatform platform;
    private final FunctionDeployment function;
    private final Map<Integer, InSlot> slots = new TreeMap<>();
    private int started;

    /// A host that runs on a thread of its own.
    private record InSlot(FunctionHost host, CompletableFuture<Engine.Exit> exit) {
        Engine.Exit stop() {
            host.drain();
            Engine.Exit how =
                    exit.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            host.close();
            return how;
        }
    }

    private RunningHost(LocalPlatform platform, FunctionDeployment function) {
        this.platform = platform;
        this.function = function;
    }

    static RunningHost of(LocalPlatform platform, String method) {
        return of(platform, method, function -> {});
    }

    /// @param change to the deployment
    static RunningHost of(LocalPlatform platform, String method, Consumer<FunctionDeployment.Builder> change) {
        String name = method + "-" + UUID.randomUUID();
        List.of(name + "-in", name + "-out", Topics.deadLetters(name)).forEach(topic -> platform.createTopic(topic, 2));
        var function = FunctionDeployment.newBuilder(deployment(name, method));
        change.accept(function);
        if (function.getOrdering() == EventOrdering.NONE) {
            function.setGroupId(Topics.shareGroup(name));
            setUpShareGroup(platform, function.getGroupId());
        }
        var running = new RunningHost(platform, function.build());
        running.start(0);
        return running;
    }

    /// Another host of the same function, in another slot.
    RunningHost beside(int slot) {
        var other = new RunningHost(platform, function);
        other.start(slot);
        return other;
    }

    /// From now on the function's events are locked for so long, and not for half a minute.
    void lockFor(Duration lock) {
        configure(
                platform,
                function.getGroupId(),
                Map.of("share.record.lock.duration.ms", Long.toString(lock.toMillis())));
    }

    private static void setUpShareGroup(LocalPlatform platform, String group) {
        Map<String, String> settings = Map.of(
                "share.auto.offset.reset",
                "earliest",
                "share.isolation.level",
                "read_committed",
                "share.record.lock.duration.ms",
                "30000",
                "share.delivery.count.limit",
                Integer.toString(Deliveries.LIMIT));
        configure(platform, group, settings);
    }

    private static void configure(LocalPlatform platform, String group, Map<String, String> settings) {
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        platform.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), changes))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /// The function [Script], of which no host runs yet.
    ///
    /// @param partitions of its source topic; all other topics have one
    /// @param change to the deployment, whose topics are there
    static RunningHost ofScript(LocalPlatform platform, int partitions, Consumer<FunctionDeployment.Builder> change) {
        String name = "script-" + UUID.randomUUID();
        platform.createTopic(name + "-in", partitions);
        List.of(name + "-out", Topics.deadLetters(name)).forEach(topic -> platform.createTopic(topic, 1));
        var function = FunctionDeployment.newBuilder(deployment(name, "play"))
                .setHandlerClass(Script.class.getName())
                .setTimeoutMillis(30_000);
        change.accept(function);
        return new RunningHost(platform, function.build());
    }

    static void preparePlatform(LocalPlatform platform) {
        platform.createTopic(Topics.USAGE, 2, Map.of("message.timestamp.type", "LogAppendTime"));
        platform.createTopic(Topics.HOSTS, 1);
    }

    private static FunctionDeployment deployment(String name, String method) {
        return FunctionDeployment.newBuilder()
                .setName(name)
                .setRevision(1)
                .setTenant("acme")
                .setSourceTopics(List.of(name + "-in"))
                .setOutputTopics(List.of(name + "-out"))
                .setGroupId(Topics.group(name))
                .setHandlerClass(TestFunctions.class.getName())
                .setHandlerMethod(method)
                .setTimeoutMillis(1_000)
                .setMemoryMib(128)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(20)
                .setTargetLatencyMillis(1_000)
                .setMaxHosts(2)
                .setClasspath(List.of())
                .setDeployedAt(Instant.now())
                .build();
    }

    /// Starts a host in a slot.
    void start(int slot) {
        slots.put(slot, started(slot));
    }

    private InSlot started(int slot) {
        FunctionHost host = host(launch(slot));
        return new InSlot(host, CompletableFuture.supplyAsync(host::run, RunningHost::onThreadOfItsOwn));
    }

    private static FunctionHost host(HostLaunch launch) {
        try (var kafka = new FirstContact(launch.bootstrapServers())) {
            var wire = new AvroWire(new SchemaRegistry(URI.create(launch.schemaRegistryUrl())));
            return FunctionHost.start(launch, Instant.now(), wire, kafka).orElseThrow();
        }
    }

    static void onThreadOfItsOwn(Runnable loop) {
        Thread.ofPlatform().daemon(true).start(loop);
    }

    /// What the next host in a slot is started with.
    HostLaunch launch(int slot) {
        var connection = platform.connection();
        return new HostLaunch(
                function.getName() + "-" + slot + "-" + started++,
                slot,
                function,
                connection.bootstrapServers(),
                connection.schemaRegistry().toString(),
                slots.isEmpty() ? HostLaunch.Company.ALONE : HostLaunch.Company.AMONG_OTHERS);
    }

    /// All hosts begin to stop, as SIGTERM does.
    void drain() {
        slots.values().forEach(running -> running.host().drain());
    }

    /// The host in a slot is cut off from Kafka by a successor there, in the middle of whatever it does, and can commit
    /// nothing any more.
    ///
    /// @return how it ended
    Engine.Exit crash(int slot) {
        InSlot old = slots.put(slot, started(slot));
        return old.stop();
    }

    /// Stops the host in slot 0 as SIGTERM does and starts another one there.
    void restart() {
        stop(0);
        start(0);
    }

    /// Waits until the host in slot 0 ends by itself.
    Engine.Exit exit() {
        return slots.get(0)
                .exit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    Engine.Exit stop() {
        return stop(0).orElseThrow();
    }

    /// Stops the host in a slot as SIGTERM does; empty when there is none.
    Optional<Engine.Exit> stop(int slot) {
        return Optional.ofNullable(slots.remove(slot)).map(InSlot::stop);
    }

    String name() {
        return function.getName();
    }

    FunctionDeployment function() {
        return function;
    }

    void send(String key, String value) {
        send(key, value.getBytes(StandardCharsets.UTF_8));
    }

    void send(String key, byte[] value) {
        platform.produce(new ProducerRecord<>(input(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    /// Sends events without keys.
    void sendAll(Stream<String> values) {
        platform.produce(values.map(value -> value.getBytes(StandardCharsets.UTF_8))
                .map(value -> new ProducerRecord<byte[], byte[]>(input(), value))
                .toList());
    }

    void sendTo(int partition, String key, String value) {
        platform.produce(new ProducerRecord<>(
                input(), partition, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    }

    /// The texts of the outputs of all partitions, sorted by a header.
    List<String> outputsInOrderOf(String header, int count) {
        return outputs(count).stream()
                .sorted(Comparator.comparing(output -> header(output, header)))
                .map(RunningHost::text)
                .toList();
    }

    String input() {
        return function.getSourceTopics().getFirst();
    }

    List<ConsumerRecord<byte[], byte[]>> outputs(int count) {
        return platform.readCommitted(function.getName() + "-out", count, PATIENCE);
    }

    List<String> outputTexts(int count) {
        return outputs(count).stream().map(RunningHost::text).toList();
    }

    /// Stops all hosts and reads what they have written.
    List<String> allOutputTexts() {
        close();
        return TopicToItsEnd.read(platform, function.getOutputTopics().getFirst()).stream()
                .map(RunningHost::text)
                .toList();
    }

    /// Stops all hosts and reads the events that they have given up.
    List<String> allDeadLetterTexts() {
        close();
        return TopicToItsEnd.read(platform, Topics.deadLetters(function.getName())).stream()
                .map(RunningHost::text)
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
        return platform.readCommitted(Topics.deadLetters(function.getName()), count, PATIENCE);
    }

    /// Waits for as many usage records of this function.
    List<UsageRecord> usage(int count) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<UsageRecord> mine = invocations();
        while (mine.size() < count && System.nanoTime() < until) {
            mine = invocations();
        }
        return mine;
    }

    private List<UsageRecord> invocations() {
        return usageSoFar().stream()
                .filter(usage -> usage.getKind() == UsageKind.INVOCATION)
                .toList();
    }

    /// What its hosts have said of themselves.
    List<HostHeartbeat> heartbeats() {
        return TopicToItsEnd.read(platform, Topics.HOSTS).stream()
                .filter(record -> record.value() != null)
                .map(record -> platform.wire().decode(record.value(), HostHeartbeat.class))
                .filter(heartbeat -> heartbeat.getFunction().equals(function.getName()))
                .toList();
    }

    /// Stops all hosts and reads their usage records of all kinds.
    List<UsageRecord> allUsage() {
        close();
        return usageSoFar();
    }

    private List<UsageRecord> usageSoFar() {
        return TopicToItsEnd.read(platform, Topics.USAGE).stream()
                .map(record -> platform.wire().decode(record.value(), UsageRecord.class))
                .filter(usage -> usage.getFunction().equals(function.getName()))
                .toList();
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        List.copyOf(slots.keySet()).forEach(this::stop);
    }
}
