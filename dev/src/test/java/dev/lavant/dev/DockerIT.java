package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.act.ArtifactCache;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.act.Hosting.Owner;
import dev.lavant.autoscaler.act.Hosting.Station;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.driver.docker.DockerKind;
import dev.lavant.schemas.artifact.ArtifactStore;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import dev.lavant.schemas.launch.SchemaIds;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.service.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Function hosts in containers of a real engine, from the real Dockerfile.
class DockerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String IMAGE = "lavant/host:dev";
    private static final String HOSTS = "label=dev.lavant.group=docker-it";

    @TempDir
    static Path engineFolder;

    @TempDir
    Path folder;

    private static DockerEngine engine;

    @BeforeAll
    static void start() {
        engine = DockerEngine.start(engineFolder.resolve("e"));
        engine.docker("build", "-q", "-t", IMAGE, "function-host");
        System.setProperty("DOCKER_HOST", engine.address()); // for drivers in this process
    }

    @AfterAll
    static void stop() {
        System.clearProperty("DOCKER_HOST");
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void a_host_outlives_a_killed_autoscaler_and_the_next_one_takes_it_over_and_removes_it() throws Exception {
        try (var platform = StandaloneParts.start(folder)) {
            String host = startedAndLeft(platform);
            assertThat(platform.buy("2")).isEqualTo(202);
            platform.awaitBilled(2);
            takenOver(platform.connection(), host);
        }
        assertThat(engine.docker("ps", "-aq", "--filter", HOSTS)).isBlank();
        try (Stream<Path> logs = Files.list(folder.resolve("autoscaler/logs"))) {
            assertThat(logs).isNotEmpty();
        }
    }

    /// An event starts a host, and its autoscaler is killed.
    private String startedAndLeft(StandaloneParts platform) {
        try (var autoscaler = autoscaler(platform.connection())) {
            autoscaler.ready();
            platform.deployPhotoShop();
            assertThat(platform.buy("1")).isEqualTo(202);
            platform.awaitBilled(1);
            String host = theOnlyHost();
            assertThat(engine.docker("inspect", "-f", "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}", host))
                    .isEqualToIgnoringNewLines("402653184 500000000");
            autoscaler.kill();
            return host;
        }
    }

    private void takenOver(Connection platform, String host) {
        try (var autoscaler = autoscaler(platform)) {
            autoscaler.ready();
            await().atMost(PATIENCE).until(() -> autoscaler.log().contains("host of another autoscaler is taken over"));
            assertThat(theOnlyHost()).isEqualTo(host);

            assertThat(autoscaler.end()).as(autoscaler.log()).isZero();
        }
    }

    private static String theOnlyHost() {
        List<String> running = engine.running(HOSTS);
        assertThat(running).hasSize(1);
        return running.getFirst();
    }

    private ServiceProcess autoscaler(Connection connection) {
        var settings = new HashMap<>(docker(IMAGE));
        settings.putAll(Map.of(
                "LAVANT_BOOTSTRAP_SERVERS", connection.bootstrapServers(),
                "LAVANT_SCHEMA_REGISTRY_URL", connection.schemaRegistry().toString(),
                "LAVANT_FOLDER", folder.resolve("autoscaler").toString(),
                "LAVANT_DRIVER", "docker",
                "LAVANT_KEEP_ALIVE_SECONDS", "3600",
                "LAVANT_TICK_MILLIS", "200",
                "DOCKER_HOST", engine.address()));
        return ServiceProcess.start("autoscaler-docker", "dev.lavant.autoscaler.Main", folder, settings);
    }

    private static Map<String, String> docker(String image) {
        return Map.of(
                "LAVANT_DOCKER_IMAGE", image,
                "LAVANT_DOCKER_NETWORK", "host",
                "LAVANT_DOCKER_GROUP", "docker-it",
                "LAVANT_DOCKER_CPUS", "0.5",
                "LAVANT_DOCKER_PULL", "never");
    }

    @Test
    void compose_takes_the_file_and_builds_every_image_without_root() {
        engine.engine("compose", "config", "-q");
        engine.engine("compose", "build");

        assertThat(List.of("router", "host", "autoscaler", "billing", "registry"))
                .map(part -> engine.docker("inspect", "-f", "{{.Config.User}}", "lavant/" + part + ":dev")
                        .strip())
                .containsOnly("1000:1000");
    }

    @Test
    void a_container_that_is_out_of_memory_is_told_from_one_that_was_killed() throws Exception {
        Path greedy = Files.createDirectory(folder.resolve("greedy"));
        Files.writeString(
                greedy.resolve("Dockerfile"),
                "FROM eclipse-temurin:25-jre\nENTRYPOINT [\"sh\", \"-c\", \"tail /dev/zero\"]\n");
        engine.docker("build", "-q", "-t", "greedy", greedy.toString());

        assertThat(endOf("greedy").how())
                .isEqualTo("killed: out of memory, the host had used all of its 129 MiB;"
                        + " give the function more memory");
    }

    @Test
    void a_container_that_ends_by_itself_is_told_with_its_exit_code_and_its_log_is_kept() throws Exception {
        Path failing = Files.createDirectory(folder.resolve("failing"));
        Files.writeString(
                failing.resolve("Dockerfile"),
                "FROM eclipse-temurin:25-jre\nENTRYPOINT [\"sh\", \"-c\", \"echo the last words; exit 71\"]\n");
        engine.docker("build", "-q", "-t", "failing", failing.toString());

        assertThat(endOf("failing").how()).isEqualTo("exit code 71 (replaced: lost its slot, its group, or Kafka)");
        assertThat(folder.resolve("logs/lone-0.log")).hasContent("the last words");
    }

    /// Starts one host by the driver itself, which needs no Kafka for that, and waits for its end.
    private HostEnd endOf(String image) {
        var settings = new HashMap<>(docker(image));
        settings.put("LAVANT_DOCKER_GROUP", "docker-it-" + image);
        var ended = new ArrayList<HostEnd>();
        try (var driver = new DockerKind().hosting(Settings.of(settings)).open(station())) {
            driver.start(new HostLaunch("lone-0", 0, TrainingGround.function(), "localhost:1", "http://localhost:1"));
            await().atMost(PATIENCE).until(() -> ended.addAll(driver.ended()));
        }
        assertThat(engine.docker("ps", "-aq", "--filter", "label=dev.lavant.group=docker-it-" + image))
                .isBlank();
        return ended.getFirst();
    }

    private Station station() {
        return new Station(
                folder,
                new ArtifactCache(folder.resolve("artifacts"), new ArtifactStore(new Properties())),
                new PlatformAddress("localhost:1", "http://localhost:1"),
                WarmHosts.NONE,
                new Owner(() -> SchemaIds.NONE, () -> {}),
                InstantSource.system());
    }
}
