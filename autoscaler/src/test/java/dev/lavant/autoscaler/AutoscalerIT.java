package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.schemas.AlertKind;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.ScalingDecision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real broker, and [TinyHost]s in processes of their own.
class AutoscalerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final long BUDGET = 1_000_000_000;

    @TempDir
    Path folder;

    private final ScaledPlatform platform = new ScaledPlatform();
    private Autoscaler autoscaler;

    @AfterEach
    void stop() {
        autoscaler.close();
        platform.close();
    }

    @Test
    void hosts_come_with_the_backlog_and_go_after_it() {
        startAutoscaler(TICK, Duration.ofSeconds(2));
        platform.deploy(Deployments.function("f").setHandlerMethod("40").build());
        awaitDecision(ScalingCode.ZERO_IDLE, 1);

        platform.send("f", 600);
        await().atMost(PATIENCE).until(() -> platform.hosts().size() >= 2);
        awaitDecision(ScalingCode.ZERO_IDLE, 2);
        await().atMost(PATIENCE).until(() -> autoscaler.runningHosts() == 0);

        List<ScalingDecision> decisions = platform.decisions();
        assertThat(decisions).extracting(ScalingDecision::getFunction).containsOnly("f");
        assertThat(decisions)
                .extracting(ScalingDecision::getSequence)
                .containsExactlyElementsOf(IntStream.range(0, decisions.size())
                        .mapToObj(i -> (long) i)
                        .toList());
        ScalingDecision wake = decisions.get(1);
        assertThat(wake.getCode()).isEqualTo(ScalingCode.WAKE);
        assertThat(wake.getDesired()).isEqualTo(1);
        assertThat(wake.getBacklog()).isPositive();
        assertThat(wake.getPartitions()).hasSize(3);
        assertThat(wake.getReason()).contains(" waiting, ");
        assertThat(decisions)
                .extracting(ScalingDecision::getDesired)
                .contains(2)
                .allMatch(size -> size <= 3);
        ScalingDecision last = decisions.getLast();
        assertThat(last.getDesired()).isZero();
        assertThat(last.getBacklog()).isZero();
    }

    @Test
    void a_killed_host_is_replaced_and_no_longer_listed() {
        startAutoscaler(TICK, NEVER);
        platform.deploy(
                Deployments.function("f").setHandlerMethod("20").setMaxHosts(1).build());
        platform.send("f", 2_000);
        HostHeartbeat first = awaitHost();

        ProcessHandle.of(first.getPid()).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> !platform.hosts().containsKey(first.getHostId()));
        HostHeartbeat second = awaitHost();
        assertThat(second.getPid()).isNotEqualTo(first.getPid());
        assertThat(second.getSlot()).isEqualTo(first.getSlot());
    }

    @Test
    void a_function_whose_hosts_cannot_start_backs_off_and_says_why() {
        startAutoscaler(TICK, NEVER);
        platform.deploy(Deployments.function("f").setHandlerMethod("crash").build());
        platform.send("f", 1);

        ScalingDecision failed = awaitDecision(ScalingCode.START_FAILED, 2);

        assertThat(failed.getDesired()).isZero();
        assertThat(failed.getReason())
                .contains("4 starts in a row have failed, the last one with exit code 9;")
                .endsWith("the next one comes 4 s after that");
    }

    @Test
    void a_sleeping_function_is_woken_by_its_event_and_not_by_the_clock() {
        startAutoscaler(NEVER, NEVER);
        platform.deploy(Deployments.function("f").setHandlerMethod("1").build());
        awaitDecision(ScalingCode.ZERO_IDLE, 1);

        platform.send("f", 1);

        assertThat(awaitDecision(ScalingCode.WAKE, 1).getDesired()).isEqualTo(1);
    }

    @Test
    void a_new_revision_replaces_the_hosts_and_a_removed_function_has_none() {
        startAutoscaler(TICK, NEVER);
        platform.deploy(Deployments.function("f").setHandlerMethod("1").build());
        platform.send("f", 1);
        HostHeartbeat old = awaitHost();

        platform.deployAgain(
                Deployments.function("f").setHandlerMethod("1").setRevision(2).build());
        await().atMost(PATIENCE).until(() -> !platform.hosts().containsKey(old.getHostId()));
        platform.send("f", 1);
        assertThat(awaitHost().getRevision()).isEqualTo(2);

        platform.remove("f");
        await().atMost(PATIENCE).until(() -> autoscaler.runningHosts() == 0);
    }

    @Test
    void a_revision_that_does_not_start_leaves_the_one_before_at_work() {
        startAutoscaler(TICK, NEVER);
        platform.deploy(Deployments.function("f").setHandlerMethod("1").build());
        platform.send("f", 1);
        HostHeartbeat old = awaitHost();

        platform.deployAgain(Deployments.function("f")
                .setHandlerMethod("crash")
                .setRevision(2)
                .build());
        platform.send("f", 1);
        ScalingDecision failed = awaitDecision(ScalingCode.START_FAILED, 1);

        assertThat(failed.getReason()).contains("starts in a row have failed, the last one with exit code 9;");
        assertThat(ProcessHandle.of(old.getPid())).isPresent();
        platform.deployAgain(
                Deployments.function("f").setHandlerMethod("1").setRevision(3).build());
        await().atMost(PATIENCE).until(() -> !platform.hosts().containsKey(old.getHostId()));
        assertThat(awaitHost().getRevision()).isEqualTo(3);
    }

    @Test
    void a_paused_function_rests_whatever_waits_and_wakes_when_it_is_resumed() {
        startAutoscaler(TICK, NEVER);
        platform.deploy(
                Deployments.function("f").setHandlerMethod("1").setPaused(true).build());
        platform.send("f", 10);
        awaitDecision(ScalingCode.PAUSED, 1);

        platform.deployAgain(Deployments.function("f").setHandlerMethod("1").build());
        HostHeartbeat host = awaitHost();
        platform.deployAgain(
                Deployments.function("f").setHandlerMethod("1").setPaused(true).build());

        await().atMost(PATIENCE).until(() -> !platform.hosts().containsKey(host.getHostId()));
        await("it ends a moment after it has said so").atMost(PATIENCE).until(() -> autoscaler.runningHosts() == 0);
    }

    @Test
    void a_function_whose_budget_is_used_up_stops_tells_what_waits_and_goes_on_when_it_has_more() {
        startAutoscaler(TICK, NEVER);
        platform.budget(BUDGET, 0);
        platform.deploy(Deployments.function("f").setHandlerMethod("40").build());
        platform.send("f", 300);
        awaitHost();

        platform.budget(BUDGET, BUDGET);
        await().atMost(PATIENCE).until(() -> platform.hosts().isEmpty() && autoscaler.runningHosts() == 0);
        ScalingDecision stopped = awaitDecision(ScalingCode.CAPPED_BUDGET, 1);
        assertThat(stopped.getDesired()).isZero();
        assertThat(stopped.getReason())
                .startsWith("the budget is used up: of 1.000000 USD that acme may spend in 2026-11, 1.000000 are")
                .contains("lavant budget resume acme --more AMOUNT")
                .endsWith(" wait");
        BudgetAlert paused = awaitAlert(1);
        assertThat(paused.getKind()).isEqualTo(AlertKind.PAUSED);
        assertThat(paused.getWaiting()).isPositive();
        assertThat(paused.getExpiresAt()).isEqualTo(paused.getOldestAt().plus(Duration.ofDays(7)));
        assertThat(paused.getText()).contains("; the oldest is of ").endsWith("expires at " + paused.getExpiresAt());

        platform.budget(2 * BUDGET, BUDGET);
        assertThat(awaitAlert(2).getKind()).isEqualTo(AlertKind.RESUMED);
        await().atMost(PATIENCE).until(() -> platform.waiting("f") == 0);
    }

    @Test
    void closing_leaves_no_process() {
        startAutoscaler(TICK, NEVER);
        platform.deploy(Deployments.function("f").setHandlerMethod("1").build());
        platform.send("f", 1);
        ProcessHandle host = ProcessHandle.of(awaitHost().getPid()).orElseThrow();

        autoscaler.close();

        assertThat(host.isAlive()).isFalse();
    }

    private void startAutoscaler(Duration tick, Duration keepAlive) {
        autoscaler = platform.autoscaler(folder, tick, keepAlive, WarmHosts.NONE);
    }

    private HostHeartbeat awaitHost() {
        await().atMost(PATIENCE).until(() -> !platform.hosts().isEmpty());
        return platform.hosts().values().iterator().next();
    }

    private BudgetAlert awaitAlert(int nth) {
        return await().atMost(PATIENCE)
                .until(platform::alerts, alerts -> alerts.size() >= nth)
                .get(nth - 1);
    }

    /// The decision of this code that was published as the `nth`, from 1.
    private ScalingDecision awaitDecision(ScalingCode code, int nth) {
        return await().atMost(PATIENCE)
                .until(() -> withCode(code), found -> found.size() >= nth)
                .get(nth - 1);
    }

    private List<ScalingDecision> withCode(ScalingCode code) {
        return platform.decisions().stream()
                .filter(decision -> decision.getCode() == code)
                .toList();
    }
}
