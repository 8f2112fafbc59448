package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real broker, an autoscaler that keeps one host warm, and [TinyHost]s in processes of their own.
class WarmHostsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MEMORY_MIB = 96;

    @TempDir
    Path folder;

    private final ScaledPlatform platform = new ScaledPlatform();
    private Autoscaler autoscaler;

    @BeforeEach
    void start() {
        autoscaler =
                platform.autoscaler(folder, Duration.ofMillis(200), Duration.ofHours(1), new WarmHosts(1, MEMORY_MIB));
    }

    @AfterEach
    void stop() {
        autoscaler.close();
        platform.close();
    }

    @Test
    void a_function_that_wakes_has_the_warm_host_and_the_reserve_is_filled_again() {
        ProcessHandle warm = awaitWarm();

        wake(Deployments.function("f").setHandlerMethod("1").build());

        HostHeartbeat host = awaitHost("f");
        assertThat(host.getPid()).isEqualTo(warm.pid());
        assertThat(files("hosts")).contains(host.getHostId());
        assertThat(files("logs")).contains(host.getHostId() + ".log");
        assertThat(awaitWarm().pid()).isNotEqualTo(warm.pid());
    }

    @Test
    void a_function_with_other_memory_has_a_host_of_its_own() {
        ProcessHandle warm = awaitWarm();

        wake(Deployments.function("f")
                .setHandlerMethod("1")
                .setMemoryMib(MEMORY_MIB + 1)
                .build());

        assertThat(awaitHost("f").getPid()).isNotEqualTo(warm.pid());
        assertThat(awaitWarm().pid()).isEqualTo(warm.pid());
    }

    @Test
    void a_warm_host_that_has_died_is_no_functions_failure() {
        ProcessHandle warm = awaitWarm();

        warm.destroyForcibly();
        wake(Deployments.function("f").setHandlerMethod("1").build());

        assertThat(awaitHost("f").getPid()).isNotEqualTo(warm.pid());
        assertThat(platform.decisions())
                .noneMatch(decision -> decision.getReason().contains("failed"));
    }

    @Test
    void a_new_revision_takes_the_warm_host_and_that_of_the_one_before_ends() {
        wake(Deployments.function("f").setHandlerMethod("1").build());
        HostHeartbeat old = awaitHost("f");
        ProcessHandle warm = awaitWarm();

        platform.deployAgain(
                Deployments.function("f").setHandlerMethod("1").setRevision(2).build());

        await().atMost(PATIENCE).until(() -> !platform.hosts().containsKey(old.getHostId()));
        HostHeartbeat host = awaitHost("f");
        assertThat(host.getRevision()).isEqualTo(2);
        assertThat(host.getPid()).isEqualTo(warm.pid());
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(old.getPid()).isEmpty());
    }

    @Test
    void closing_leaves_no_warm_host() {
        ProcessHandle warm = awaitWarm();

        autoscaler.close();

        assertThat(warm.isAlive()).isFalse();
        assertThat(files("hosts")).isEmpty();
    }

    private void wake(FunctionDeployment function) {
        platform.deploy(function);
        platform.send(function.getName(), 1);
    }

    /// The warm host, by its file.
    private ProcessHandle awaitWarm() {
        await().atMost(PATIENCE).until(() -> warm().isPresent());
        return warm().orElseThrow();
    }

    private Optional<ProcessHandle> warm() {
        return files("hosts").stream()
                .filter(name -> name.startsWith("warm-"))
                .findFirst()
                .flatMap(name -> ProcessHandle.of(pid(folder.resolve("hosts").resolve(name))));
    }

    private static long pid(Path file) {
        try {
            String text = Files.readString(file);
            return Long.parseLong(text.substring(0, text.indexOf(' ')));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> files(String in) {
        try (Stream<Path> files = Files.list(folder.resolve(in))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException notYet) {
            return List.of();
        }
    }

    private HostHeartbeat awaitHost(String function) {
        await().atMost(PATIENCE).until(() -> host(function).isPresent());
        return host(function).orElseThrow();
    }

    private Optional<HostHeartbeat> host(String function) {
        return platform.hosts().values().stream()
                .filter(host -> host.getFunction().equals(function))
                .findFirst();
    }
}
