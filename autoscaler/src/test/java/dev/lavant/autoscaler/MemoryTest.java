package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Allowance;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.TenantCaps;
import dev.lavant.schemas.launch.HostLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two functions with hosts of 96 MiB on paper, second by second.
class MemoryTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final FunctionDeployment A = Deployments.function("a").build();
    private static final FunctionDeployment B = Deployments.function("b").build();

    private final PaperHosts hosts = new PaperHosts(NOON);
    private final HostReports reports = new HostReports();
    private final FunctionControl a = hosts.control(reports, Recollection.NONE);
    private final FunctionControl b = hosts.control(reports, Recollection.NONE);
    private Memory memory = new Memory(AutoscalerConfig.UNBOUNDED);
    private int second;

    @Test
    void hosts_beyond_a_share_go_at_once_whatever_was_needed_within_the_down_window() {
        memory = new Memory(300);
        for (int i = 0; i < 30; i++) {
            var _ = lookAtA(21);
        }
        assertThat(working("a")).isEqualTo(3);

        var full = lookAtB(21);
        assertThat(full.decision().desired()).isZero();
        assertThat(full.decision().code()).isEqualTo(ScalingCode.CAPPED_CLUSTER);
        assertThat(full.decision().reason())
                .contains("0 of 96 MiB each are its share of 300 MiB, which 1 other function wants");
        assertThat(lookAtA(21).decision().desired()).isEqualTo(2);
        assertThat(working("a")).isEqualTo(2);

        assertThat(lookAtB(21).decision().desired()).isEqualTo(1);
        assertThat(working("b")).as("does not fit beside the one that finishes").isZero();
        hosts.endDrained().forEach(a::ended);
        var _ = lookAtB(21);
        assertThat(working("b")).isEqualTo(1);
    }

    @Test
    void a_host_for_which_nothing_waits_gives_way_to_a_function_that_wakes() {
        memory = new Memory(100);
        for (int i = 0; i < 5; i++) {
            var _ = lookAtA(1);
        }
        assertThat(lookAtA(0).decision().desired()).as("kept for what may come").isEqualTo(1);

        var _ = lookAtB(1);

        assertThat(lookAtA(0).decision().desired()).isZero();
        hosts.endDrained().forEach(a::ended);
        var _ = lookAtB(1);
        assertThat(working("b")).isEqualTo(1);
    }

    @Test
    void a_host_at_work_does_not_give_way_when_there_is_memory_for_one() {
        memory = new Memory(100);
        for (int i = 0; i < 10; i++) {
            assertThat(lookAtA(1).decision().desired()).isEqualTo(1);
            assertThat(lookAtB(1).decision().desired()).isZero();
        }
    }

    @Test
    void a_tenants_quota_of_hosts_is_divided_between_its_functions_and_binds_those_that_finish_too() {
        memory = new Memory(
                AutoscalerConfig.UNBOUNDED,
                () -> Map.of("acme", caps().setAllHosts(3).build()));
        for (int i = 0; i < 30; i++) {
            var _ = lookAtA(21);
        }
        assertThat(working("a")).isEqualTo(3);

        var full = lookAtB(21);
        assertThat(full.decision().code()).isEqualTo(ScalingCode.CAPPED_QUOTA);
        assertThat(full.decision().reason())
                .contains("0 are its share of the 3 that acme may have, which 1 other function wants");
        assertThat(lookAtA(21).decision().desired()).isEqualTo(2);
        assertThat(lookAtB(21).decision().desired()).isEqualTo(1);
        assertThat(working("b")).as("a fourth host, while one finishes").isZero();
        hosts.endDrained().forEach(a::ended);
        var _ = lookAtB(21);
        assertThat(working("b")).isEqualTo(1);
    }

    @Test
    void a_quota_of_calls_counts_what_each_host_runs_at_once() {
        memory = new Memory(
                AutoscalerConfig.UNBOUNDED,
                () -> Map.of("acme", caps().setAllCalls(2).build()));
        for (int i = 0; i < 30; i++) {
            var _ = lookAtA(21);
        }

        assertThat(working("a")).isEqualTo(2);
        assertThat(lookAtA(21).decision().reason())
                .contains("2 with 1 calls each are its share of the 2 calls at once that acme may have");
    }

    @Test
    void the_quota_of_another_tenant_binds_nobody_here() {
        memory = new Memory(
                AutoscalerConfig.UNBOUNDED,
                () -> Map.of("other", caps().setAllHosts(1).build()));
        for (int i = 0; i < 30; i++) {
            var _ = lookAtA(21);
        }

        assertThat(working("a")).isEqualTo(3);
    }

    private static TenantCaps.Builder caps() {
        return TenantCaps.newBuilder().setTenant("acme");
    }

    private FunctionControl.Step lookAtA(int perSecond) {
        return look(a, A, perSecond);
    }

    private FunctionControl.Step lookAtB(int perSecond) {
        return look(b, B, perSecond);
    }

    /// So many events came in the last second and wait.
    private FunctionControl.Step look(FunctionControl control, FunctionDeployment function, int perSecond) {
        second++;
        hosts.at(NOON.plusSeconds(second));
        reports.take(hosts.launched().stream().collect(Collectors.toMap(HostLaunch::hostId, MemoryTest::heartbeat)));
        long end = (long) perSecond * second;
        var lag = new Lag.Known(IntStream.range(0, 3)
                .mapToObj(p -> new Lag.Partition(
                        function.getName() + "-in", p, (end + 2 - p) / 3, (end - perSecond + 2 - p) / 3, 0))
                .toList());
        var step = control.step(function, lag, memory, Allowance.UNBOUNDED, NOON.plusSeconds(second));
        memory.looked(step);
        return step;
    }

    private long working(String function) {
        return hosts.hosts().stream()
                .filter(host -> host.function().equals(function) && !host.draining())
                .count();
    }

    private static HostHeartbeat heartbeat(HostLaunch host) {
        return HostHeartbeat.newBuilder()
                .setHostId(host.hostId())
                .setFunction(host.deployment().getName())
                .setRevision(1)
                .setSlot(host.slot())
                .setPid(1)
                .setPhase(HostPhase.READY)
                .setAt(NOON)
                .setJvmStartedAt(NOON)
                .setPartitions(1)
                .setInFlight(0)
                .setCompleted(100)
                .setFailedAttempts(0)
                .setBusyNanos(Duration.ofSeconds(10).toNanos())
                .build();
    }
}
