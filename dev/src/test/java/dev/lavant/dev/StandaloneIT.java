package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.testkit.history.CommittedTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every part as a process of its own, with nothing in common but Kafka and the registry.
class StandaloneIT {
    private static final Map<String, String> PROCESSES = Map.of(
            "LAVANT_DRIVER", "process",
            "LAVANT_HOME", ServiceProcess.HOME.toString(),
            "LAVANT_TICK_MILLIS", "200",
            "LAVANT_KEEP_ALIVE_SECONDS", "3",
            "LAVANT_DOWN_WINDOW_SECONDS", "1");

    /// What a decision takes to be carried out, beside the coming up of a process.
    private static final Duration ACTED_WITHIN = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @BeforeAll
    static void prometheus() {
        DebianProgram.require("prometheus");
    }

    @Test
    void an_event_goes_through_all_processes_and_is_billed_and_they_end_when_asked_to() throws IOException {
        try (var platform = StandaloneParts.start(folder);
                var autoscaler = platform.part("autoscaler", "dev.lavant.autoscaler.Main", PROCESSES);
                var prometheus = prometheus(platform, autoscaler)) {
            assertThat(autoscaler.ready().ask("live")).isEqualTo("UP\n");
            platform.deployPhotoShop();

            assertThat(platform.buy("1")).isEqualTo(202);

            platform.awaitBilled(1);
            requireTheTimeThatWasDecided(platform.connection());
            prometheus.awaitValue("sum(lavant_part_ready)", "5");
            assertThat(autoscaler.end()).as(autoscaler.log()).isZero();
            assertThat(hosts(platform.connection())).isEmpty();
            prometheus.awaitFiring("LavantPartGone", "instance=\"" + autoscaler.address() + "\"");
            assertThat(platform.end()).containsOnly(0);
        }
    }

    /// It scrapes every part, and is told nothing but where they are.
    private Prometheus prometheus(StandaloneParts platform, ServiceProcess autoscaler) throws IOException {
        List<String> parts = new ArrayList<>(platform.addresses());
        parts.add(autoscaler.address());
        return new Prometheus(Files.createDirectory(folder.resolve("prometheus")), parts);
    }

    /// Hosts that the autoscaler keeps are metered for as long as it wanted them: neither side is believed.
    private static void requireTheTimeThatWasDecided(Connection connection) {
        var topics = new CommittedTopics(connection);
        var wire = connection.wire();
        List<ScalingDecision> decisions = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> topics.read(Topics.SCALING).stream()
                                .map(record -> wire.decode(record.value(), ScalingDecision.class))
                                .filter(decision -> decision.getFunction().equals("receipt"))
                                .toList(),
                        made -> made.size() > 1
                                && made.getLast().getDesired() == 0
                                && made.stream().anyMatch(one -> one.getDesired() > 0));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(hosts(connection)).isEmpty());
        Map<UsageKind, Long> nanos = topics.read(Topics.USAGE).stream()
                .map(record -> wire.decode(record.value(), UsageRecord.class))
                .filter(usage -> usage.getFunction().equals("receipt"))
                .collect(Collectors.groupingBy(
                        UsageRecord::getKind, Collectors.summingLong(UsageRecord::getShareNanos)));
        Duration metered = Duration.ofNanos(nanos.entrySet().stream()
                .filter(kind -> kind.getKey() != UsageKind.DRAIN)
                .mapToLong(Map.Entry::getValue)
                .sum());
        assertThat(nanos.get(UsageKind.KEEP_ALIVE)).isPositive();
        assertThat(metered)
                .as("%s of %s", nanos, decisions)
                .isCloseTo(
                        wanted(decisions).minus(comingUp(decisions, began(topics.read(Topics.HOSTS), wire))),
                        ACTED_WITHIN);
    }

    /// When the clock of each of the function's hosts began, as they tell it.
    private static Set<Instant> began(List<ConsumerRecord<byte[], byte[]>> heartbeats, AvroWire wire) {
        return heartbeats.stream()
                .filter(heartbeat -> heartbeat.value() != null)
                .map(heartbeat -> wire.decode(heartbeat.value(), HostHeartbeat.class))
                .filter(host -> host.getFunction().equals("receipt"))
                .map(HostHeartbeat::getJvmStartedAt)
                .collect(Collectors.toSet());
    }

    /// What passed from the decision for each host until its clock began: on a busy machine that takes its time.
    private static Duration comingUp(List<ScalingDecision> decisions, Set<Instant> began) {
        assertThat(began).isNotEmpty();
        return began.stream()
                .map(start -> Duration.between(rise(decisions, start), start))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// The last decision before a moment that wanted hosts when there were none.
    private static Instant rise(List<ScalingDecision> decisions, Instant before) {
        return decisions.stream()
                .filter(decision -> decision.getCurrent() == 0 && decision.getDesired() > 0)
                .map(ScalingDecision::getDecidedAt)
                .filter(at -> !at.isAfter(before))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /// Hosts times time, from each decision to the next.
    private static Duration wanted(List<ScalingDecision> decisions) {
        return IntStream.range(1, decisions.size())
                .mapToObj(i -> Duration.between(
                                decisions.get(i - 1).getDecidedAt(),
                                decisions.get(i).getDecidedAt())
                        .multipliedBy(decisions.get(i - 1).getDesired()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Map<String, HostHeartbeat> hosts(Connection connection) {
        try (var hosts = CompactedTopic.follow(
                Topics.HOSTS, connection.wire().deserializer(HostHeartbeat.class), connection.properties(), _ -> {})) {
            return hosts.values();
        }
    }

    @Test
    void a_process_that_was_told_nothing_says_what_it_must_be_told() {
        try (var router = ServiceProcess.start("event-router", "dev.lavant.router.Main", folder, Map.of())) {
            assertThat(router.exitCode()).isEqualTo(2);
            assertThat(router.log())
                    .contains("LAVANT_BOOTSTRAP_SERVERS is not set: it says where Kafka is")
                    .contains("LAVANT_SCHEMA_REGISTRY_URL is not set")
                    .contains("LAVANT_FOLDER is not set");
        }
    }

    @Test
    void a_driver_that_is_not_there_is_told_with_those_that_are() {
        try (var autoscaler = ServiceProcess.start(
                "autoscaler", "dev.lavant.autoscaler.Main", folder, Map.of("LAVANT_DRIVER", "docker"))) {
            assertThat(autoscaler.exitCode()).isEqualTo(2);
            assertThat(autoscaler.log())
                    .contains("LAVANT_DRIVER must be one of those on the class path (process), was docker");
        }
    }
}
