package dev.lavant.dev.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SuccessionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void olderHostsThatTakeEventsAreWaitedFor() {
        assertThat(older(host("greet", 1, HostPhase.READY, NOW))).isEqualTo(1);
        assertThat(older(host("greet", 1, HostPhase.STARTING, NOW))).isEqualTo(1);
    }

    @Test
    void hostsOfTheNewestRevisionAreNot() {
        assertThat(older(host("greet", 2, HostPhase.READY, NOW))).isZero();
    }

    @Test
    void hostsThatLeaveAreNot() {
        assertThat(older(host("greet", 1, HostPhase.DRAINING, NOW))).isZero();
        assertThat(older(host("greet", 1, HostPhase.STOPPED, NOW))).isZero();
    }

    @Test
    void hostsThatWereKilledAreNot() {
        assertThat(older(host("greet", 1, HostPhase.READY, NOW.minus(Duration.ofSeconds(6)))))
                .isZero();
    }

    @Test
    void hostsOfOtherFunctionsAreNot() {
        assertThat(older(host("resize", 1, HostPhase.READY, NOW))).isZero();
    }

    private static long older(HostHeartbeat host) {
        return Succession.older(Map.of("greet", 2), List.of(host), NOW);
    }

    private static HostHeartbeat host(String function, int revision, HostPhase phase, Instant at) {
        return HostHeartbeat.newBuilder()
                .setHostId(function + "-" + revision)
                .setFunction(function)
                .setRevision(revision)
                .setSlot(0)
                .setPid(1)
                .setPhase(phase)
                .setAt(at)
                .setJvmStartedAt(at)
                .setPartitions(1)
                .setInFlight(0)
                .setCompleted(0)
                .setFailedAttempts(0)
                .setBusyNanos(0)
                .build();
    }
}
