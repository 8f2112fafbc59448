package dev.lavant.autoscaler.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.Deployments;
import dev.lavant.schemas.artifact.ArtifactStore;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.SchemaIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real child processes, no Kafka.
class ProcessDriverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path folder;

    private final AtomicInteger exits = new AtomicInteger();
    private final List<HostEnd> ended = new ArrayList<>();
    private ProcessDriver driver;

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void a_drained_host_finishes_first_and_its_lifeline_is_not_cut() {
        driver = driver(Lingering.class);
        driver.start(launch("a"));
        awaitLog("a", "up");

        driver.drain("a");
        driver.drain("a");

        assertThat(driver.hosts()).singleElement().matches(Host::draining);
        HostEnd end = awaitEnds(1).getFirst();
        assertThat(end.host().draining()).isTrue();
        assertThat(log("a")).contains("finished").doesNotContain("orphan");
        assertThat(driver.hosts()).isEmpty();
        assertThat(folder.resolve("hosts")).isEmptyDirectory();
    }

    @Test
    void a_killed_host_is_told_at_once_and_how_it_ended() {
        driver = driver(Lingering.class);
        driver.start(launch("a"));

        process("a").destroyForcibly();

        await().atMost(PATIENCE).until(() -> exits.get() == 1);
        HostEnd end = awaitEnds(1).getFirst();
        assertThat(end.host().id()).isEqualTo("a");
        assertThat(end.host().draining()).isFalse();
        assertThat(end.how()).isEqualTo("exit code 137 (killed)");
    }

    @Test
    void a_host_out_of_memory_ends_and_says_so() {
        driver = driver(Greedy.class);
        driver.start(launch("a"));

        assertThat(awaitEnds(1).getFirst().how()).isEqualTo("exit code 3 (out of memory)");
    }

    @Test
    void a_host_that_takes_more_than_its_memory_beside_the_heap_is_killed_and_told_from_other_kills()
            throws IOException {
        assumeThat(MemoryGroups.here())
                .as("control groups for memory that this user may make")
                .isPresent();
        driver = driver(NativelyGreedy.class);
        driver.start(launch("a"));

        assertThat(awaitEnds(1).getFirst().how())
                .isEqualTo(
                        "killed: out of memory, the host had used all of its 224 MiB; give the function more memory");
        assertThat(MemoryGroups.here().orElseThrow().made()).doesNotContain("a");
    }

    @Test
    void a_host_that_cannot_be_started_has_ended() throws IOException {
        driver = driver(Lingering.class);
        Files.writeString(folder.resolve("logs"), "a file where the folder should be");

        driver.start(launch("a"));

        assertThat(driver.hosts()).isEmpty();
        assertThat(awaitEnds(1).getFirst().how()).startsWith("cannot be started: ");
        assertThat(driver.ended()).isEmpty();
    }

    @Test
    void the_host_of_a_killed_autoscaler_is_gone_before_a_new_one_can_start_any() {
        try (var killed = driver(Lingering.class)) {
            killed.start(launch("a"));
            ProcessHandle orphan = process("a");

            driver = driver(Lingering.class);

            assertThat(orphan.isAlive()).isFalse();
            assertThat(driver.leftBehind()).containsExactly("a");
            assertThat(folder.resolve("hosts")).isEmptyDirectory();
        }
    }

    @Test
    void a_process_that_only_has_the_number_of_a_host_is_left_alone() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Files.createDirectories(folder.resolve("hosts"));
        Files.writeString(
                folder.resolve("hosts/same-start"),
                self.pid() + " " + self.info().startInstant().orElseThrow());
        Files.writeString(folder.resolve("hosts/other-start"), self.pid() + " " + Instant.EPOCH);
        Files.writeString(folder.resolve("hosts/no-process"), "999999999 " + Instant.EPOCH);
        Files.writeString(folder.resolve("hosts/damaged"), "half a fi");

        driver = driver(Lingering.class);

        assertThat(self.isAlive()).isTrue();
        assertThat(driver.leftBehind()).containsExactly("damaged", "no-process", "other-start", "same-start");
        assertThat(folder.resolve("hosts")).isEmptyDirectory();
    }

    @Test
    void closing_leaves_no_process() {
        driver = driver(Lingering.class);
        driver.start(launch("a"));
        driver.start(launch("b"));
        List<ProcessHandle> processes = Stream.of("a", "b").map(this::process).toList();

        driver.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(folder.resolve("hosts")).isEmptyDirectory();
    }

    private ProcessDriver driver(Class<?> program) {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .toList();
        var artifacts = new ArtifactCache(folder.resolve("artifacts"), new ArtifactStore(new Properties()));
        return new ProcessDriver(
                folder,
                new HostPrograms(JAVA, classPath, program.getName()),
                artifacts,
                new Hosting.Owner(() -> SchemaIds.NONE, exits::incrementAndGet),
                InstantSource.system());
    }

    private static HostLaunch launch(String id) {
        return new HostLaunch(id, 0, Deployments.function("f").build(), "localhost:1", "http://localhost:1");
    }

    private List<HostEnd> awaitEnds(int count) {
        await().atMost(PATIENCE).until(() -> {
            ended.addAll(driver.ended());
            return ended.size() >= count;
        });
        return ended;
    }

    private ProcessHandle process(String id) {
        String file = read(folder.resolve("hosts").resolve(id));
        return ProcessHandle.of(Long.parseLong(file.substring(0, file.indexOf(' '))))
                .orElseThrow();
    }

    private void awaitLog(String id, String text) {
        await().atMost(PATIENCE).until(() -> log(id).contains(text));
    }

    private String log(String id) {
        return read(folder.resolve("logs").resolve(id + ".log"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
