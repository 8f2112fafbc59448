package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every part as a process of its own, with nothing in common but Kafka and the registry.
class StandaloneIT {
    private static final Map<String, String> PROCESSES = Map.of(
            "LAVANT_DRIVER", "process",
            "LAVANT_HOME", ServiceProcess.HOME.toString(),
            "LAVANT_TICK_MILLIS", "200");

    @TempDir
    Path folder;

    @Test
    void an_event_goes_through_all_processes_and_is_billed_and_they_end_when_asked_to() {
        try (var platform = StandaloneParts.start(folder);
                var autoscaler = platform.part("autoscaler", "dev.lavant.autoscaler.Main", PROCESSES)) {
            assertThat(autoscaler.ready().ask("live")).isEqualTo("UP\n");
            platform.deployPhotoShop();

            assertThat(platform.buy("1")).isEqualTo(202);

            platform.awaitBilled(1);
            assertThat(autoscaler.end()).as(autoscaler.log()).isZero();
            assertThat(hosts(platform.connection())).isEmpty();
            assertThat(platform.end()).containsOnly(0);
        }
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
