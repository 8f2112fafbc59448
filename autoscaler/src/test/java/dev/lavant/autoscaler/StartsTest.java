package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.autoscaler.decide.Observation.Failures;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.HostLaunch.Company;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Starts starts = new Starts();

    @Test
    void a_host_that_ends_before_it_is_ready_is_a_failed_start() {
        starts.ended(unasked("a", "exit code 1"));
        starts.ended(unasked("b", "exit code 3 (out of memory)"));

        assertThat(starts.failures()).isEqualTo(new Failures(2, "exit code 3 (out of memory)"));
    }

    @Test
    void so_is_one_that_was_ready_for_less_than_ten_seconds() {
        starts.ready("a", NOON);
        starts.ready("a", NOON.plusSeconds(9));
        starts.ended(unasked("a", "exit code 70 (a handler never ended)"));

        assertThat(starts.failures().inARow()).isEqualTo(1);
    }

    @Test
    void one_that_was_ready_for_longer_is_not_and_ends_the_row() {
        starts.ended(unasked("a", "exit code 1"));
        starts.ready("b", NOON);
        starts.ready("b", NOON.plusSeconds(10));
        assertThat(starts.failures()).isEqualTo(Failures.NONE);

        starts.ended(unasked("b", "exit code 137 (killed)"));
        assertThat(starts.failures()).isEqualTo(Failures.NONE);
    }

    @Test
    void a_host_that_has_long_been_ready_does_not_hide_that_others_fail() {
        starts.ready("old", NOON);
        starts.ready("old", NOON.plusSeconds(10));

        starts.ended(unasked("a", "exit code 1"));
        starts.ready("old", NOON.plusSeconds(11));
        starts.ended(unasked("b", "exit code 1"));

        assertThat(starts.failures().inARow()).isEqualTo(2);
    }

    @Test
    void one_that_ended_because_it_was_asked_to_has_not_failed() {
        starts.ended(unasked("a", "exit code 1"));
        starts.ended(asked("never-ready"));
        assertThat(starts.failures().inARow()).isEqualTo(1);

        starts.ready("b", NOON);
        starts.ended(asked("b"));
        assertThat(starts.failures()).isEqualTo(Failures.NONE);
    }

    @Test
    void the_first_host_is_told_of_a_clean_end_once_all_before_it_have_ended_so() {
        assertThat(starts.first()).isEqualTo(Company.ALONE);

        starts.ended(asked("a"));
        assertThat(starts.first()).isEqualTo(Company.AFTER_A_CLEAN_END);

        starts.ended(unasked("b", "exit code 137 (killed)"));
        starts.ended(asked("c"));
        assertThat(starts.first()).isEqualTo(Company.ALONE);

        starts.ended(asked("d"));
        assertThat(starts.first()).isEqualTo(Company.AFTER_A_CLEAN_END);
    }

    private static HostEnd unasked(String id, String how) {
        return end(id, false, Parting.ABRUPT, how);
    }

    private static HostEnd asked(String id) {
        return end(id, true, Parting.CLEAN, "exit code 0");
    }

    private static HostEnd end(String id, boolean draining, Parting parting, String how) {
        var launch = new HostLaunch(id, 0, Deployments.function("f").build(), "localhost:1", "http://localhost:1");
        return new HostEnd(new Host(launch, NOON, draining), parting, how);
    }
}
