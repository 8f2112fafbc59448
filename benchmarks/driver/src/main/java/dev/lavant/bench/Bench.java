package dev.lavant.bench;

import dev.lavant.kafka.FreePort;
import dev.lavant.registry.RegistryServer;
import dev.lavant.schemas.topics.Topics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// What a run needs around the contenders: a broker in its own process, a schema registry in this one, a folder.
/// Everything goes when it is closed. Used by one thread.
final class Bench implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    /// Disk space of a deleted topic comes back at once, not after a minute.
    private static final Map<String, String> PASSING = Map.of("file.delete.delay.ms", "100");

    private final Path folder;
    private final Programs programs;
    private final Child broker;
    private final String bootstrapServers;
    private final Admin admin;
    private final RegistryServer registry;
    private int ordinal;

    private Bench(Path folder, Programs programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.bootstrapServers = "localhost:" + port;
        this.broker = Child.start(
                "the broker", programs.broker(folder.resolve("kafka"), port), Map.of(), programs.log("broker"));
        this.admin = Admin.create(properties());
        await(admin.describeCluster().nodes());
        this.registry = RegistryServer.start(0, bootstrapServers);
    }

    /// Starts the broker and the registry, and returns when they serve.
    static Bench start(Programs programs) {
        try {
            var bench = new Bench(Files.createTempDirectory("lavant-bench"), programs, FreePort.pick());
            Runtime.getRuntime().addShutdownHook(new Thread(bench::abandon, "abandon"));
            return bench;
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    Programs programs() {
        return programs;
    }

    Admin admin() {
        return admin;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    String registryUrl() {
        return registry.url().toString();
    }

    Duration brokerCpu() {
        return broker.cpu();
    }

    /// Client settings.
    Properties properties() {
        var properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /// A name that no topic, group or process of this run has had.
    String fresh(String prefix) {
        ordinal++;
        return prefix + "-" + ordinal;
    }

    /// A folder that goes with everything else.
    Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    Child start(String name, List<String> command, Map<String, String> environment) {
        return Child.start(name, command, environment, programs.log(name));
    }

    /// Makes a topic, in place of one of that name.
    void makeTopic(String name, int partitions, Map<String, String> settings) {
        dropTopics(name);
        var all = new HashMap<>(PASSING);
        all.putAll(settings);
        await(admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(all)))
                .all());
    }

    /// Deletes those of these topics that there are.
    void dropTopics(String... names) {
        Set<String> present = topics();
        List<String> gone = Stream.of(names).filter(present::contains).toList();
        await(admin.deleteTopics(gone).all());
        until(() -> gone.stream().noneMatch(topics()::contains));
    }

    private Set<String> topics() {
        return await(admin.listTopics().names());
    }

    /// Makes a group begin at the first event of a topic, as a deploy does.
    void startAtZero(String group, String topic, int partitions) {
        Map<TopicPartition, OffsetAndMetadata> zero = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p), _ -> new OffsetAndMetadata(0)));
        await(admin.alterConsumerGroupOffsets(group, zero).all());
    }

    /// Makes a group go on at an offset; it has no member.
    void startAt(String group, TopicPartition partition, long offset) {
        await(admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                .all());
    }

    /// Events that a group has committed, over all partitions.
    long committed(String group) {
        return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /// Where the platform's own records go.
    void makePlatformTopics(int partitions) {
        makeTopic(Topics.USAGE, partitions, Map.of("message.timestamp.type", "LogAppendTime"));
        makeTopic(Topics.HOSTS, 1, Map.of());
    }

    /// What an autoscaler reads and writes.
    void makeScalingTopics() {
        List.of(Topics.FUNCTIONS, Topics.HOSTS, Topics.SCALING_STATE, Topics.SCHEDULES, Topics.TENANTS, Topics.SPENDING)
                .forEach(topic -> makeTopic(topic, 1, Map.of("cleanup.policy", "compact")));
        List.of(Topics.SCALING_LEADER, Topics.SCALING).forEach(topic -> makeTopic(topic, 1, Map.of()));
    }

    static void until(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        registry.close();
        admin.close();
        broker.close();
        deleteData();
    }

    /// Gigabytes, and nothing that anybody wants to look at.
    private void deleteData() {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException leftOver) {
            throw new UncheckedIOException(leftOver);
        }
    }

    /// What is left to do when the run is interrupted.
    private void abandon() {
        broker.kill();
        deleteData();
    }
}
