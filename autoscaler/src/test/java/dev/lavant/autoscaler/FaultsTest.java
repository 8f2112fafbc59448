package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.autoscaler.decide.Allowance;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.launch.HostLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the size does when something fails, second by second, with hosts on paper. What only a real broker and real
/// processes show is in SuccessionIT and AutoscalerIT.
class FaultsTest {
    private static final Memory UNBOUNDED = new Memory(AutoscalerConfig.UNBOUNDED);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final FunctionDeployment FUNCTION = Deployments.function("f").build();
    private static final Lag TEN_WAIT = lag(10, 0);
    private static final Lag AWAY = new Lag.Unknown("the broker does not answer");

    private final PaperHosts hosts = new PaperHosts(NOON);
    private final HostReports reports = new HostReports();
    private Instant now = NOON;
    private Instant steady = NOON;
    private FunctionControl control = hosts.control(reports, Recollection.NONE);

    @Test
    void while_the_broker_is_away_for_a_minute_the_size_holds_and_then_it_recovers() {
        workWithThreeHosts();

        assertThat(IntStream.range(0, 60).mapToObj(_ -> look(AWAY))).allSatisfy(step -> {
            assertThat(step.decision().desired()).isEqualTo(3);
            assertThat(step.decision().code()).isEqualTo(ScalingCode.HOLD_STALE);
        });
        assertThat(look(wave()).decision().desired()).isEqualTo(3);
        assertThat(hosts.launched()).hasSize(3);
    }

    @Test
    void offsets_of_which_one_is_missing_hold_the_size() {
        workWithThreeHosts();

        var step = look(new Lag.Unknown("f-in-1: not told"));

        assertThat(step.decision().desired()).isEqualTo(3);
        assertThat(step.decision().reason()).contains("f-in-1: not told");
    }

    @Test
    void a_host_that_is_never_ready_is_given_up_after_a_minute_and_replaced() {
        var _ = look(TEN_WAIT);
        seconds(60, TEN_WAIT);
        assertThat(hosts.launched()).hasSize(1);

        seconds(2, TEN_WAIT);

        assertThat(hosts.launched()).hasSize(2);
        assertThat(hosts.hosts().getFirst().draining()).isTrue();
    }

    @Test
    void the_third_host_that_is_never_ready_is_not_replaced_at_once() {
        var _ = look(TEN_WAIT);
        seconds(183, TEN_WAIT);

        var step = look(TEN_WAIT);

        assertThat(hosts.launched()).hasSize(3);
        assertThat(step.decision().code()).isEqualTo(ScalingCode.START_FAILED);
        assertThat(step.decision().reason())
                .contains("3 starts in a row have failed, the last one with not ready after 60 s");
    }

    @Test
    void hosts_that_die_at_once_are_started_ever_more_seldom() {
        for (int second = 0; second < 120; second++) {
            var _ = look(TEN_WAIT);
            hosts.end(Parting.ABRUPT).forEach(control::ended);
        }

        // three at once, then after 2, 4, 8, 16, 32 and 64 s
        assertThat(hosts.launched()).hasSizeBetween(8, 9);
    }

    @Test
    void the_machines_clock_may_jump_either_way() {
        var wall = new Instant[] {NOON};
        var nanos = new long[1];
        var clock = new SteadyClock(() -> wall[0], () -> nanos[0]);
        workWithThreeHosts();

        for (int second = 0; second < 120; second++) {
            nanos[0] += Duration.ofSeconds(1).toNanos();
            wall[0] = wall[0].plusSeconds(second == 30 ? 3_600 : second == 60 ? -7_200 : 1);
            Duration passed = Duration.between(steady, clock.instant());
            steady = steady.plus(passed);
            now = now.plus(passed);
            assertThat(lookNow(wave()).decision().desired()).isEqualTo(3);
        }
        assertThat(hosts.launched()).hasSize(3);
    }

    @Test
    void a_leader_killed_mid_wave_is_succeeded_by_one_that_wants_as_many() {
        workWithThreeHosts();
        var handedOn = control.news().orElseThrow().record("f", now);
        var _ = hosts.end(Parting.ABRUPT);

        now = now.plusSeconds(8);
        control = hosts.control(reports, Recollection.of(handedOn, now));

        assertThat(look(wave()).decision().desired()).isEqualTo(3);
    }

    @Test
    void what_was_handed_on_too_long_ago_says_nothing_of_now_but_of_habits() {
        workWithThreeHosts();
        var handedOn = control.news().orElseThrow().record("f", now);

        Recollection later = Recollection.of(handedOn, now.plus(Duration.ofHours(1)));

        assertThat(later.state().ends()).isEmpty();
        assertThat(later.state().needs()).isEmpty();
        assertThat(later.starts().latest()).hasSize(3);
    }

    @Test
    void what_is_handed_on_is_what_was_known() {
        workWithThreeHosts();
        var handedOn = control.news().orElseThrow().record("f", now);

        assertThat(control.news()).as("told once").isEmpty();
        assertThat(Recollection.of(handedOn, now).record("f", now)).isEqualTo(handedOn);
    }

    private void workWithThreeHosts() {
        for (int second = 0; second < 30; second++) {
            var _ = look(wave());
            allReady();
        }
        assertThat(look(wave()).decision().desired()).isEqualTo(3);
        assertThat(hosts.launched()).hasSize(3);
    }

    private void allReady() {
        reports.take(hosts.launched().stream().collect(Collectors.toMap(HostLaunch::hostId, FaultsTest::heartbeat)));
    }

    private static HostHeartbeat heartbeat(HostLaunch host) {
        return HostHeartbeat.newBuilder()
                .setHostId(host.hostId())
                .setFunction("f")
                .setRevision(1)
                .setSlot(host.slot())
                .setPid(1)
                .setPhase(HostPhase.READY)
                .setAt(NOON)
                .setJvmStartedAt(NOON)
                .setPartitions(1)
                .setInFlight(1)
                .setCompleted(100)
                .setFailedAttempts(0)
                .setBusyNanos(Duration.ofSeconds(10).toNanos())
                .build();
    }

    private void seconds(int count, Lag lag) {
        IntStream.range(0, count).forEach(_ -> look(lag));
    }

    private FunctionControl.Step look(Lag lag) {
        now = now.plusSeconds(1);
        return lookNow(lag);
    }

    private FunctionControl.Step lookNow(Lag lag) {
        hosts.at(now);
        return control.step(FUNCTION, lag, UNBOUNDED, Allowance.UNBOUNDED, now);
    }

    /// Twenty-one events a second, each of which takes 100 ms.
    private Lag wave() {
        long second = Duration.between(NOON, now).toSeconds() + 1;
        return lag(7 * second, 7 * (second - 1));
    }

    private static Lag lag(long end, long committed) {
        return new Lag.Known(IntStream.range(0, 3)
                .mapToObj(partition -> new Lag.Partition("f-in", partition, end, committed, 0))
                .toList());
    }
}
