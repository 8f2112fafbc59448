package dev.lavant.autoscaler.decide;

import static dev.lavant.autoscaler.decide.Looks.NOON;
import static dev.lavant.autoscaler.decide.Looks.SPEC;
import static dev.lavant.autoscaler.decide.Looks.UNORDERED;
import static dev.lavant.autoscaler.decide.Looks.lag;
import static dev.lavant.autoscaler.decide.Looks.look;
import static dev.lavant.autoscaler.decide.Looks.waiting;
import static dev.lavant.autoscaler.decide.Looks.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Observation.Hosts;
import dev.lavant.autoscaler.decide.Observation.Work;
import dev.lavant.schemas.ScalingCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the decision makes of odd moments. The rows of the table of edge cases in docs/scaling.md have these
/// names.
class EdgeCasesTest {

    @Test
    void stale_offsets_hold_the_size_in_both_directions_and_stop_the_clock_of_lulls() {
        State busy = decide(look(0, waiting(500), 5), State.NONE).next();
        Decision away = decide(look(1, new Lag.Unknown("coordinator moved"), 5), busy);
        Decision long_after = decide(look(600, new Lag.Unknown("coordinator moved"), 5), away.next());

        assertThat(List.of(away, long_after)).extracting(Decision::desired).containsOnly(5);
        assertThat(long_after.code()).isEqualTo(ScalingCode.HOLD_STALE);
        assertThat(decide(look(601, waiting(0), 5), long_after.next()).desired())
                .isPositive();
    }

    @Test
    void without_a_committed_offset_all_that_the_log_still_has_waits() {
        Lag none = new Lag.Known(List.of(new Lag.Partition("in", 0, 100, -1, 40)));

        assertThat(((Lag.Known) none).events()).isEqualTo(60);
        assertThat(decide(look(0, none, 0), State.NONE).code()).isEqualTo(ScalingCode.WAKE);
    }

    @Test
    void what_retention_deleted_wakes_nobody() {
        Lag deleted = new Lag.Known(List.of(new Lag.Partition("in", 0, 100, 10, 100)));

        assertThat(decide(look(0, deleted, 0), State.NONE).desired()).isZero();
    }

    @Test
    void a_topic_made_anew_has_no_backlog_and_no_rate_of_before() {
        State before = State.NONE;
        for (int second = 0; second < 60; second++) {
            before = decide(look(second, lag(200L * second, 0, 1), 2), before).next();
        }
        Lag anew = new Lag.Known(List.of(new Lag.Partition("in", 0, 5, 11_800, 0)));

        Decision decision = decide(look(60, anew, 2), before);

        assertThat(decision.rates().arrivalsPerSecond()).isLessThan(1);
        assertThat(decision.rates().needs().backlog()).isZero();
    }

    @Test
    void an_unknown_service_time_at_most_doubles() {
        Observation unknown = with(look(0, waiting(5_000), 2), Work.NONE);

        assertThat(decide(unknown, State.NONE).desired()).isEqualTo(4);
        assertThat(decide(unknown, State.NONE).code()).isEqualTo(ScalingCode.HOLD_WARMUP);
    }

    @Test
    void a_hot_partition_does_not_fan_out_and_is_named_with_advice() {
        State before = State.NONE;
        for (int second = 0; second < 30; second++) {
            Hosts two = new Hosts(2, 0, 0, 0);
            Decision decision = decide(with(look(second, Looks.hot(50_000, 12), 2), two), before);
            before = decision.next();
        }

        Decision decision = decide(look(30, Looks.hot(50_000, 12), 3), before);

        assertThat(decision.desired()).isLessThanOrEqualTo(4);
        assertThat(decision.code()).isEqualTo(ScalingCode.HOT_PARTITION);
        assertThat(decision.reason()).contains("in-0", "more keys would, or ordering = NONE");
    }

    @Test
    void the_same_lag_takes_every_host_when_nothing_is_ordered() {
        Decision decision = Deadline.decide(UNORDERED, look(0, Looks.hot(50_000, 12), 3), State.NONE);

        assertThat(decision.desired()).isEqualTo(10);
        assertThat(decision.code()).isEqualTo(ScalingCode.CAPPED_MAX);
    }

    @Test
    void a_poisoned_partition_counts_as_one_event_once_attempts_fail_for_a_minute() {
        State state = State.NONE;
        for (int second = 0; second <= 120; second++) {
            state = decide(stands(second, second), state).next();
        }

        Decision decision = decide(stands(121, 121), state);

        assertThat(decision.desired()).isEqualTo(1);
        assertThat(decision.code()).isEqualTo(ScalingCode.STUCK_PARTITION);
        assertThat(decision.reason()).contains("in-0 stands: attempts fail and nothing is committed");
    }

    @Test
    void a_starved_partition_is_not_a_stuck_one() {
        State state = State.NONE;
        for (int second = 0; second <= 120; second++) {
            state = decide(stands(second, 0), state).next();
        }

        Decision decision = decide(stands(121, 0), state);

        assertThat(decision.code()).isNotEqualTo(ScalingCode.STUCK_PARTITION);
        assertThat(decision.desired()).isGreaterThan(1);
    }

    /// 160 events wait in one partition and none is committed, while so many attempts have failed.
    private static Observation stands(int second, long failedAttempts) {
        return with(look(second, Looks.hot(160, 12), 1), new Work(1_000, Duration.ofSeconds(200), 0, failedAttempts));
    }

    @Test
    void keeping_alive_never_starts_a_host() {
        State busy = decide(look(0, waiting(5), 1), State.NONE).next();

        assertThat(decide(look(1, waiting(0, 12), 0), busy).desired()).isZero();
    }

    @Test
    void a_load_on_a_boundary_of_sizes_changes_little_in_an_hour() {
        var random = new Random(3);
        State state = State.NONE;
        int hosts = 3;
        int changes = 0;
        long done = 0;
        for (int second = 0; second < 3_600; second++) {
            done += poisson(random, 51); // three hosts 85 % busy
            Decision decision = decide(look(second, lag(done, 2, 12), hosts), state);
            state = decision.next();
            changes += second > 60 && decision.desired() != hosts ? 1 : 0;
            hosts = decision.desired();
        }

        assertThat(changes).isLessThanOrEqualTo(4);
    }

    private static int poisson(Random random, double mean) {
        int events = -1;
        for (double product = 1; product > Math.exp(-mean); product *= random.nextDouble()) {
            events++;
        }
        return events;
    }

    @Test
    void after_a_restart_two_looks_pass_before_any_is_added_and_a_window_before_any_goes() {
        Decision first = decide(look(0, waiting(2_000), 3), State.RESTARTED);
        Decision second = decide(look(1, waiting(2_000), 3), first.next());
        Decision third = decide(look(2, waiting(2_000), 3), second.next());
        assertThat(List.of(first, second)).extracting(Decision::code).containsOnly(ScalingCode.HOLD_RESTART);
        assertThat(List.of(first, second)).extracting(Decision::desired).containsOnly(3);
        assertThat(third.desired()).isEqualTo(10);

        Decision quiet = decide(look(0, waiting(1), 3), State.RESTARTED);
        assertThat(quiet.desired()).isEqualTo(3);
        assertThat(decide(look(29, waiting(1), 3), quiet.next()).desired()).isEqualTo(3);
        assertThat(decide(look(31, waiting(1), 3), quiet.next()).desired()).isEqualTo(1);
    }

    @Test
    void two_that_decide_on_the_same_look_want_the_same() {
        State state = decide(look(0, waiting(300), 2), State.NONE).next();

        assertThat(decide(look(1, waiting(400), 2), state)).isEqualTo(decide(look(1, waiting(400), 2), state));
    }

    @Test
    void more_hosts_that_do_no_more_are_not_followed_by_still_more() {
        var most = new Spec(
                SPEC.wanted(),
                Spec.Sharing.BY_EVENT,
                100,
                SPEC.concurrency(),
                SPEC.targetLatency(),
                SPEC.startTime(),
                SPEC.keepAlive(),
                SPEC.downWindow());
        State state = State.NONE;
        int hosts = 2;
        var codes = new ArrayList<ScalingCode>();
        for (int second = 0; second < 300; second++) {
            long waiting = second < 40 ? 1 : 400 + 30L * (second - 40);
            Observation seen = look(second, lag(20L * second, waiting, 12), hosts); // whatever the hosts, 20/s
            Decision decision = Deadline.decide(most, seen, state);
            state = decision.next();
            hosts = decision.desired();
            codes.add(decision.code());
        }

        assertThat(codes).contains(ScalingCode.INEFFECTIVE);
        assertThat(hosts).isLessThan(60);
    }

    @Test
    void hosts_that_start_are_counted_so_a_deficit_is_met_once() {
        Decision first = decide(look(0, waiting(500), 1), State.NONE);
        State state = first.next();
        int most = first.desired();
        for (int second = 1; second < 5; second++) {
            Observation starting =
                    with(look(second, lag(20L * second, 500 - 20L * second, 12), 1), new Hosts(1, most - 1, 0, 0));
            Decision decision = decide(starting, state);
            state = decision.next();
            assertThat(decision.desired()).isEqualTo(most);
        }
    }

    @Test
    void four_equal_wakes_size_the_fifth_at_once() {
        State state = State.NONE;
        for (int wake = 0; wake < 4; wake++) {
            int at = 100 * wake;
            state = decide(look(at, lag(400L * wake, 10, 12), 0), state).next();
            state = decide(look(at + 3, lag(400L * wake, 400, 12), 1), state).next();
            state = decide(look(at + 5, lag(400L * wake, 400, 12), 1), state).next();
            state = decide(look(at + 50, lag(400L * (wake + 1), 0, 12), 1), state)
                    .next();
        }

        Decision fifth = decide(look(500, lag(1_600, 10, 12), 0), state);

        assertThat(fifth.desired()).isEqualTo(4);
        assertThat(fifth.reason()).endsWith("; 4 wake, as three wakes in four bring 400 events at once");
    }

    @Test
    void what_comes_at_fixed_times_finds_a_host_when_a_cold_start_would_be_late() {
        var hasty = new Spec(
                SPEC.wanted(),
                SPEC.sharing(),
                SPEC.maxHosts(),
                SPEC.concurrency(),
                Duration.ofSeconds(2),
                SPEC.startTime(),
                Duration.ofMinutes(5),
                SPEC.downWindow());
        State state = State.NONE;
        for (int wake = 0; wake < 10; wake++) {
            state = Deadline.decide(hasty, look(900 * wake, lag(5L * wake, 5, 12), 1), state)
                    .next();
        }

        Decision early = Deadline.decide(hasty, look(8_100 + 600, lag(50, 0, 12), 0), state);
        Decision soon = Deadline.decide(hasty, look(8_100 + 890, lag(50, 0, 12), 0), early.next());

        assertThat(early.desired()).isZero();
        assertThat(soon.desired()).isEqualTo(1);
        assertThat(soon.code()).isEqualTo(ScalingCode.PREWARM);
        assertThat(soon.reason()).contains("the next event uses to come");
        assertThat(soon.rates().stay().untilMillis()).isBetween(900_000L, 930_000L);
    }

    @Test
    void events_that_came_and_were_done_between_two_looks_are_no_lull() {
        State state = decide(look(0, lag(0, 0, 12), 1), State.NONE).next();
        for (int second = 1; second < 60; second++) {
            Decision decision = decide(look(second, lag(second, 0, 12), 1), state);
            state = decision.next();
            assertThat(decision.desired()).isEqualTo(1);
        }
        assertThat(state.busyAt()).contains(NOON.plusSeconds(59));
    }

    private static Decision decide(Observation seen, State before) {
        return Deadline.decide(SPEC, seen, before);
    }
}
