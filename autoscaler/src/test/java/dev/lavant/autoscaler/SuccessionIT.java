package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.ScalingDecision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two autoscalers on a real broker, the first in a process of its own.
class SuccessionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final ScaledPlatform platform = new ScaledPlatform();
    private Optional<Process> first = Optional.empty();
    private Optional<Autoscaler> second = Optional.empty();

    @AfterEach
    void stop() throws InterruptedException {
        second.ifPresent(Autoscaler::close);
        if (first.isPresent()) {
            first.get().destroyForcibly();
            first.get().waitFor();
        }
        platform.close();
    }

    @Test
    void a_leader_that_is_killed_in_a_wave_is_succeeded_and_the_size_goes_on() throws IOException {
        leadWithThreeHosts();
        long epoch = platform.decisions().getLast().getScalerEpoch();

        first.orElseThrow().destroyForcibly();
        Instant killed = Instant.now();
        await().atMost(PATIENCE).until(() -> second.orElseThrow().runningHosts() == 3);

        awaitEachTickOnceUntilAfter(killed);
        List<ScalingDecision> later = platform.decisions().stream()
                .filter(decision -> decision.getScalerEpoch() > epoch)
                .filter(decision -> decision.getFunction().equals("f"))
                .toList();
        assertThat(later).extracting(ScalingDecision::getDesired).isNotEmpty().containsOnly(3);
        assertThat(later.getFirst().getArrivalPerSec())
                .as("goes on from what was handed on")
                .isPositive();
    }

    @Test
    void a_leader_that_was_frozen_follows_and_leads_again_when_its_successor_ends() throws Exception {
        leadWithThreeHosts();
        long pid = first.orElseThrow().pid();
        long epoch = platform.decisions().getLast().getScalerEpoch();

        signal("STOP", pid);
        await().atMost(PATIENCE).until(() -> platform.decisions().getLast().getScalerEpoch() > epoch);
        awaitEachTickOnceUntilAfter(Instant.now());
        signal("CONT", pid);
        await().atMost(PATIENCE)
                .until(() -> first.orElseThrow().toHandle().children().findAny().isEmpty());

        assertThat(decidedTooLate(epoch)).isEmpty();
        await().atMost(PATIENCE).until(() -> second.orElseThrow().runningHosts() == 3);

        second.orElseThrow().close();
        await().atMost(PATIENCE)
                .until(() -> first.orElseThrow().toHandle().children().count() == 3);
        awaitEachTickOnceUntilAfter(Instant.now());
    }

    private void awaitEachTickOnceUntilAfter(Instant moment) {
        await().atMost(PATIENCE).until(() -> platform.ticks("clock").stream().anyMatch(tick -> tick.isAfter(moment)));
        List<Instant> ticks = platform.ticks("clock");
        assertThat(ticks)
                .isEqualTo(Stream.iterate(ticks.getFirst(), tick -> tick.plusSeconds(1))
                        .limit(ticks.size())
                        .toList());
    }

    /// Decisions of an epoch that were made after a later leader had begun.
    private List<ScalingDecision> decidedTooLate(long epoch) {
        List<ScalingDecision> decisions = platform.decisions();
        Instant over = decisions.stream()
                .filter(decision -> decision.getScalerEpoch() > epoch)
                .map(ScalingDecision::getDecidedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return decisions.stream()
                .filter(decision -> decision.getScalerEpoch() == epoch
                        && decision.getDecidedAt().isAfter(over))
                .toList();
    }

    /// A backlog of minutes, the first at work on it with all hosts there may be, then the second beside it.
    private void leadWithThreeHosts() throws IOException {
        first = Optional.of(platform.candidateProcess(folder.resolve("first")));
        platform.deploy(Deployments.function("f").setHandlerMethod("40").build());
        platform.deployScheduled("clock");
        await().atMost(PATIENCE).until(() -> !platform.decisions().isEmpty());
        platform.send("f", 20_000);
        await().atMost(PATIENCE).until(() -> platform.hosts().size() == 3);
        await().atMost(PATIENCE).until(() -> !platform.ticks("clock").isEmpty());
        await().atMost(PATIENCE)
                .until(() -> platform.hosts().values().stream()
                                .mapToLong(HostHeartbeat::getCompleted)
                                .sum()
                        > 100);
        second = Optional.of(platform.candidate(folder.resolve("second")));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
