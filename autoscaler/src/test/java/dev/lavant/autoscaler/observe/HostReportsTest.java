package dev.lavant.autoscaler.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.Deployments;
import dev.lavant.autoscaler.decide.Observation.Work;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HostReportsTest {
    private final HostReports reports = new HostReports();

    @Test
    void what_hosts_have_done_adds_up_and_outlives_them() {
        take(host("a", 1, 10, 1_000));
        take(host("a", 1, 30, 5_000), host("b", 1, 5, 500));
        take(host("b", 1, 10, 1_000));
        take();

        assertThat(work(1)).isEqualTo(new Work(40, Duration.ofMillis(6_000), 7));
    }

    @Test
    void a_new_revision_is_a_new_function_as_to_its_speed() {
        take(host("a", 1, 100, 1_000));
        take(host("a", 1, 100, 1_000), host("b", 2, 4, 4_000));
        take(host("a", 1, 120, 1_200), host("b", 2, 4, 4_000));

        assertThat(work(2)).isEqualTo(new Work(4, Duration.ofSeconds(4), 7));
        assertThat(work(1)).isEqualTo(new Work(0, Duration.ZERO, 7));
        assertThat(work(3)).isEqualTo(new Work(0, Duration.ZERO, 7));
    }

    @Test
    void a_function_that_becomes_slow_is_noticed() {
        long events = 0;
        long busyMillis = 0;
        for (int second = 0; second < 100; second++) {
            events += 100;
            busyMillis += 100;
            take(host("a", 1, events, busyMillis));
        }
        for (int second = 0; second < 30; second++) {
            events += 100;
            busyMillis += 100 * 50;
            take(host("a", 1, events, busyMillis));
        }

        Work work = work(1);
        assertThat(work.busy().dividedBy(work.events())).isGreaterThan(Duration.ofMillis(35));
    }

    @Test
    void a_host_is_ready_when_it_says_so() {
        HostHeartbeat starting = HostHeartbeat.newBuilder(host("a", 1, 0, 0))
                .setPhase(HostPhase.STARTING)
                .build();
        take(starting, host("b", 1, 0, 0));

        assertThat(reports.ready("a")).isFalse();
        assertThat(reports.ready("b")).isTrue();
        assertThat(reports.ready("never-seen")).isFalse();
        assertThat(reports.inFlight("b")).contains(3);
        assertThat(reports.inFlight("never-seen")).isEmpty();
    }

    private Work work(int revision) {
        return reports.work(
                Deployments.function("thumbnail").setRevision(revision).build(), 7);
    }

    private void take(HostHeartbeat... hosts) {
        Map<String, HostHeartbeat> topic =
                Arrays.stream(hosts).collect(Collectors.toMap(HostHeartbeat::getHostId, Function.identity()));
        reports.take(topic);
    }

    private static HostHeartbeat host(String id, int revision, long completed, long busyMillis) {
        return HostHeartbeat.newBuilder()
                .setHostId(id)
                .setFunction("thumbnail")
                .setRevision(revision)
                .setSlot(0)
                .setPid(1)
                .setPhase(HostPhase.READY)
                .setAt(Instant.EPOCH)
                .setJvmStartedAt(Instant.EPOCH)
                .setPartitions(1)
                .setInFlight(3)
                .setCompleted(completed)
                .setFailedAttempts(0)
                .setBusyNanos(Duration.ofMillis(busyMillis).toNanos())
                .build();
    }
}
