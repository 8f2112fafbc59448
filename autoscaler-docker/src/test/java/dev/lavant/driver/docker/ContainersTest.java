package dev.lavant.driver.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.act.HostClientFiles;
import dev.lavant.driver.docker.Containers.Artifacts;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainersTest {
    static {
        GeneratedClasses.trust();
    }

    private static final Artifacts ARTIFACTS = new Artifacts("jars", Path.of("/var/lib/lavant/artifacts"));

    @Test
    void a_host_has_the_client_settings_of_its_function_in_a_file_and_not_in_variables() {
        try (var containers = containers(Optional.of("/etc/lavant/{function}.properties"))) {
            assertThat(containers.environment(launch(), Map.of()))
                    .contains("LAVANT_CLIENT_PROPERTIES=/run/lavant/client.properties");
            assertThat(containers.binds(launch().deployment()))
                    .map(Object::toString)
                    .containsExactly(
                            "jars:/var/lib/lavant/artifacts:ro",
                            "/etc/lavant/thumbnail.properties:/run/lavant/client.properties:ro");
        }
    }

    @Test
    void without_one_nothing_is_mounted_but_the_jars() {
        try (var containers = containers(Optional.empty())) {
            assertThat(containers.environment(launch(), Map.of()))
                    .noneMatch(variable -> variable.startsWith("LAVANT_CLIENT_PROPERTIES"));
            assertThat(containers.binds(launch().deployment())).hasSize(1);
        }
    }

    private static Containers containers(Optional<String> clientFile) {
        return Containers.of(
                new DockerSettings(
                        "lavant/host",
                        "bridge",
                        "test",
                        Optional.empty(),
                        new HostClientFiles(clientFile),
                        1_000_000_000,
                        DockerSettings.Pull.NEVER),
                ARTIFACTS);
    }

    private static HostLaunch launch() {
        var function = FunctionDeployment.newBuilder()
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
        return new HostLaunch("thumbnail-0-abc", 0, function, "localhost:9092", "http://localhost:8081");
    }
}
