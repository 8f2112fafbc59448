package dev.lavant.autoscaler.decide;

import static dev.lavant.autoscaler.decide.Looks.SPEC;
import static dev.lavant.autoscaler.decide.Looks.UNORDERED;
import static dev.lavant.autoscaler.decide.Looks.lag;
import static dev.lavant.autoscaler.decide.Looks.look;
import static dev.lavant.autoscaler.decide.Looks.waiting;
import static dev.lavant.autoscaler.decide.Looks.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Observation.Failures;
import dev.lavant.autoscaler.decide.Observation.Hosts;
import dev.lavant.autoscaler.decide.Observation.Work;
import dev.lavant.schemas.ScalingCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

    @ParameterizedTest(name = "{5}: {0} waiting, {2} hosts, {1} partitions want {3}")
    @CsvSource(textBlock = """
               1, 12, 0,  1, WAKE,              one event wakes one host
             110, 12, 0,  1, WAKE,              what one host finishes in time needs one
             111, 12, 0,  2, WAKE,              and one event more needs two
             170, 12, 1,  1, STEADY,            a host that is there need not start
             500, 12, 1,  5, DRAIN_UP,          a backlog is spread over as many as finish it in time
             500, 12, 5,  5, STEADY,            enough are enough
            5000,  4, 2,  4, CAPPED_PARTITIONS, a host without a partition would only cost
            5000, 12, 2, 10, CAPPED_MAX,        never more than are allowed
            5000, 12, 10, 10, CAPPED_MAX,       being at the limit is told as long as it limits
               0, 12, 0,  0, ZERO_IDLE,         nothing wakes nobody
               1, 12, 5,  1, DOWN,              too many go when none was needed lately
            """)
    void a_backlog_wants_as_many_hosts_as_finish_it_in_time(
            long events, int partitions, int hosts, int desired, ScalingCode code) {
        State before = hosts > 1 && desired == hosts ? needed(hosts) : State.NONE;

        Decision decision = Deadline.decide(SPEC, look(0, waiting(events, partitions), hosts), before);

        assertThat(decision.desired()).isEqualTo(desired);
        assertThat(decision.code()).isEqualTo(code);
    }

    /// A second ago so many hosts were needed.
    private static State needed(int hosts) {
        return new State(
                List.of(),
                List.of(new State.Need(Looks.NOON.minusSeconds(1), hosts)),
                State.NONE.busyAt(),
                State.NONE.failedAt(),
                State.NONE.learned());
    }

    @ParameterizedTest(name = "{3}: {0} waiting, {1} partitions want {2}")
    @CsvSource(textBlock = """
             500, 1,  4, any host may get any event
            5000, 1, 10, until there are as many as are allowed
            """)
    void without_an_order_hosts_outnumber_partitions(long events, int partitions, int desired, String rule) {
        Decision decision = Deadline.decide(UNORDERED, look(0, waiting(events, partitions), 1), State.NONE);

        assertThat(decision.desired()).isEqualTo(desired);
        assertThat(decision.reason()).doesNotContain("partition");
    }

    @Test
    void the_reason_tells_the_numbers() {
        assertThat(Deadline.decide(SPEC, look(0, waiting(812), 3), State.NONE).reason())
                .isEqualTo("812 waiting, 0.0/s arriving, 3 hosts work off 60.0/s; 6 needed to finish within 10 s");
        assertThat(Deadline.decide(SPEC, look(0, waiting(412, 2), 1), State.NONE)
                        .reason())
                .isEqualTo("412 waiting, 0.0/s arriving, 1 host works off 20.0/s; 3 needed to finish within 10 s;"
                        + " 2 are useful, one for each partition");
    }

    @Test
    void what_arrives_is_carried_even_when_nothing_waits() {
        State state = State.NONE;
        for (int second = 0; second < 30; second++) {
            state = Deadline.decide(SPEC, look(second, lag(100L * second, 1, 12), 6), state)
                    .next();
        }

        Decision decision = Deadline.decide(SPEC, look(30, lag(3_000, 0, 12), 4), state);

        assertThat(decision.desired()).isEqualTo(6); // 100/s, a host 85 % busy does 17/s: two of 12 partitions each
        assertThat(decision.code()).isEqualTo(ScalingCode.RATE_UP);
        assertThat(decision.rates().arrivalsPerSecond()).isBetween(99.0, 101.0);
        assertThat(decision.rates().serviceMillis()).isBetween(199.9, 200.1);
    }

    @Test
    void an_unreadable_lag_changes_nothing() {
        Decision decision = Deadline.decide(SPEC, look(0, new Lag.Unknown("broker timed out"), 7), State.NONE);

        assertThat(decision.desired()).isEqualTo(7);
        assertThat(decision.code()).isEqualTo(ScalingCode.HOLD_STALE);
        assertThat(decision.reason()).isEqualTo("held at 7: what waits is unknown (broker timed out)");
    }

    @Test
    void a_paused_function_has_no_host_whatever_waits() {
        var paused = new Spec(
                Spec.Wanted.PAUSED,
                SPEC.sharing(),
                SPEC.maxHosts(),
                SPEC.concurrency(),
                SPEC.targetLatency(),
                SPEC.startTime(),
                SPEC.keepAlive(),
                SPEC.downWindow());

        Decision decision = Deadline.decide(paused, look(0, waiting(7_000), 3), State.NONE);
        Decision unknown = Deadline.decide(paused, look(1, new Lag.Unknown("broker away"), 3), decision.next());

        assertThat(decision.desired()).isZero();
        assertThat(decision.code()).isEqualTo(ScalingCode.PAUSED);
        assertThat(decision.reason()).isEqualTo("paused by an operator; 7000 wait");
        assertThat(unknown.desired()).isZero();
        assertThat(unknown.reason()).isEqualTo("paused by an operator; what waits is unknown (broker away)");
        assertThat(decide(look(2, waiting(7_000), 0), unknown.next()).desired()).isPositive();
    }

    @Test
    void a_revision_that_follows_a_working_one_gets_hosts_before_that_one_goes() {
        Observation handOver = with(look(0, waiting(0), 0), new Hosts(0, 0, 0, 2));

        assertThat(decide(handOver, State.NONE).desired()).isEqualTo(1);
    }

    @Test
    void a_lull_begins_anew_after_an_unreadable_lag() {
        State busy = decide(look(0, waiting(5), 2), State.NONE).next();
        State unknown =
                decide(look(9, new Lag.Unknown("broker timed out"), 2), busy).next();

        assertThat(decide(look(11, waiting(0), 2), unknown).desired()).isEqualTo(2);
        assertThat(decide(look(19, waiting(0), 2), unknown).desired()).isZero();
    }

    @Test
    void the_last_host_stays_for_the_keep_alive_time() {
        State busy = decide(look(0, waiting(5), 1), State.NONE).next();

        assertThat(decide(look(7, waiting(0), 1), busy).code()).isEqualTo(ScalingCode.KEEP_ALIVE);
        assertThat(decide(look(7, waiting(0), 1), busy).reason())
                .endsWith("; none goes before nothing has waited for 8 s"); // 3 s of a start and 5 s more
        assertThat(decide(look(7, waiting(0), 1), busy).desired()).isEqualTo(1);
        assertThat(decide(look(8, waiting(0), 1), busy).code()).isEqualTo(ScalingCode.ZERO_IDLE);
        assertThat(decide(look(8, waiting(0), 1), busy).reason()).isEqualTo("nothing has waited for 8 s");
        assertThat(decide(look(8, waiting(0), 1), busy).desired()).isZero();
    }

    @Test
    void a_host_that_works_is_not_idle_though_nothing_waits() {
        State busy = decide(look(0, waiting(5), 1), State.NONE).next();
        Observation working = with(look(60, waiting(0), 1), new Work(1_000, Duration.ofSeconds(200), 3));

        assertThat(decide(working, busy).desired()).isEqualTo(1);
    }

    @Test
    void hosts_go_only_when_that_many_were_not_needed_within_the_window() {
        State many = decide(look(0, waiting(800), 5), State.NONE).next();
        State fewer = decide(look(20, waiting(200), 5), many).next();

        Decision early = decide(look(29, waiting(10), 5), fewer);
        assertThat(early.desired()).isEqualTo(5);
        assertThat(early.code()).isEqualTo(ScalingCode.STEADY);
        assertThat(early.reason()).endsWith("; 5 kept, so many were needed within the last 30 s");
        Decision later = decide(look(31, waiting(10), 5), early.next());
        assertThat(later.desired()).isEqualTo(2);
        assertThat(later.code()).isEqualTo(ScalingCode.DOWN);
        assertThat(decide(look(60, waiting(10), 2), later.next()).desired()).isEqualTo(1);
    }

    @Test
    void short_lulls_do_not_keep_a_size_that_is_no_longer_needed() {
        State state = decide(look(0, waiting(500), 5), State.NONE).next();
        for (int second = 1; second <= 31; second++) {
            state = decide(look(second, waiting(second % 2), 5), state).next();
        }

        assertThat(decide(look(32, waiting(1), 5), state).desired()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{3}: {0} ready and {1} starting may become {2}")
    @CsvSource(textBlock = """
            0, 0, 1, nothing is known of a function that never ran
            0, 1, 1, a host that starts has shown nothing yet
            1, 0, 2, one that works lets one more start
            2, 0, 4, and so on
            2, 3, 5, what starts already goes on
            """)
    void a_function_that_nobody_knows_yet_at_most_doubles(int ready, int starting, int desired) {
        Observation unknown = with(with(look(0, waiting(5_000), 0), Work.NONE), new Hosts(ready, starting, 0, 0));

        Decision decision = decide(unknown, State.NONE);

        assertThat(decision.desired()).isEqualTo(desired);
        assertThat(decision.code()).isEqualTo(ready + starting == 0 ? ScalingCode.WAKE : ScalingCode.HOLD_WARMUP);
    }

    @Test
    void doubling_never_passes_the_number_of_partitions() {
        Observation unknown = with(look(0, waiting(5_000, 3), 2), Work.NONE);

        assertThat(decide(unknown, State.NONE).desired()).isEqualTo(3);
        assertThat(decide(unknown, State.NONE).code()).isEqualTo(ScalingCode.CAPPED_PARTITIONS);
    }

    @Test
    void after_three_failed_starts_in_a_row_the_next_waits_longer_each_time() {
        Decision second = decide(with(look(0, waiting(5), 0), new Failures(2, "exit code 1")), State.NONE);
        Decision third = decide(with(look(1, waiting(5), 0), new Failures(3, "exit code 137 (killed)")), second.next());
        Decision waiting =
                decide(with(look(2, waiting(5), 0), new Failures(3, "exit code 137 (killed)")), third.next());
        Decision again =
                decide(with(look(3, waiting(5), 0), new Failures(3, "exit code 137 (killed)")), waiting.next());
        Decision fourth = decide(with(look(4, waiting(5), 0), new Failures(4, "exit code 1")), again.next());

        assertThat(List.of(second, third, waiting, again, fourth))
                .extracting(Decision::desired)
                .containsExactly(1, 0, 0, 1, 0);
        assertThat(third.code()).isEqualTo(ScalingCode.START_FAILED);
        assertThat(third.reason())
                .endsWith("; 3 starts in a row have failed, the last one with exit code 137 (killed);"
                        + " the next one comes 2 s after that");
        assertThat(fourth.reason()).endsWith("the next one comes 4 s after that");
        assertThat(decide(with(look(7, waiting(5), 0), new Failures(4, "exit code 1")), fourth.next())
                        .desired())
                .isZero();
        assertThat(decide(with(look(8, waiting(5), 0), new Failures(4, "exit code 1")), fourth.next())
                        .desired())
                .isEqualTo(1);
    }

    @Test
    void failed_starts_take_no_host_that_works() {
        Decision failed = decide(with(look(0, waiting(500), 2), new Failures(5, "exit code 1")), State.NONE);

        assertThat(failed.desired()).isEqualTo(2);
        assertThat(failed.code()).isEqualTo(ScalingCode.START_FAILED);
    }

    @Test
    void records_that_retention_deleted_do_not_wait() {
        Lag deleted = new Lag.Known(List.of(new Lag.Partition("in", 0, 100, 10, 100)));
        Lag never = new Lag.Known(List.of(new Lag.Partition("in", 0, 100, -1, 40)));
        Lag recreated = new Lag.Known(List.of(new Lag.Partition("in", 0, 5, 100, 0)));

        assertThat(List.of(deleted, never, recreated))
                .extracting(lag -> ((Lag.Known) lag).events())
                .containsExactly(0L, 60L, 0L);
    }

    private static Decision decide(Observation seen, State before) {
        return Deadline.decide(SPEC, seen, before);
    }
}
