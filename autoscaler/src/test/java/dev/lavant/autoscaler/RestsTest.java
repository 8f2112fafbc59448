package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.FunctionControl.Step;
import dev.lavant.autoscaler.decide.Decision;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Observation;
import dev.lavant.autoscaler.decide.Observation.Hosts;
import dev.lavant.autoscaler.decide.Spec;
import dev.lavant.autoscaler.decide.State;
import dev.lavant.autoscaler.observe.Bells;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final FunctionDeployment A = Deployments.function("a").build();
    private static final FunctionDeployment B = Deployments.function("b").build();
    private static final Hosts NO_HOST = new Hosts(0, 0, 0, 0);
    private static final TopicPartition DOOR = new TopicPartition("in", 0);

    private static final Spec SPEC = new Spec(
            Spec.Wanted.RUNNING,
            Spec.Sharing.BY_PARTITION,
            3,
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ZERO);

    private static final Bells SILENT = new Bells(Map.of(), Set.of(DOOR));

    private final Rests rests = new Rests();

    @Test
    void a_function_without_hosts_and_events_rests_until_its_door_rings() {
        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));

        assertThat(rests.due(List.of(A, B), NOW)).containsExactly(B);
        assertThat(rests.bells()).isEqualTo(from(10));
        assertThat(rests.bells()).isEqualTo(Bells.UNCHANGED);
        rests.rung(Set.of(DOOR));
        assertThat(rests.due(List.of(A, B), NOW)).containsExactly(A, B);
        assertThat(rests.bells()).isEqualTo(SILENT);
    }

    @Test
    void two_functions_at_one_door_are_both_woken_and_the_first_offset_counts() {
        rests.looked(step(A, waiting(12, 12), NO_HOST, ScalingCode.ZERO_IDLE));
        rests.looked(step(B, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));

        assertThat(rests.bells()).isEqualTo(from(10));
        rests.wake("b");
        assertThat(rests.bells()).isEqualTo(from(12));
        rests.looked(step(B, waiting(13, 13), NO_HOST, ScalingCode.ZERO_IDLE));
        assertThat(rests.bells()).isEqualTo(from(12));
        rests.rung(Set.of(DOOR));
        assertThat(rests.due(List.of(A, B), NOW)).containsExactly(A, B);
    }

    @Test
    void what_comes_while_others_rest_moves_the_door() {
        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));
        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));
        assertThat(rests.bells()).isEqualTo(from(10));

        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));
        assertThat(rests.bells()).isEqualTo(Bells.UNCHANGED);
        rests.looked(step(A, waiting(11, 11), NO_HOST, ScalingCode.ZERO_IDLE));
        assertThat(rests.bells()).isEqualTo(from(11));
    }

    @Test
    void no_rest_is_longer_than_a_minute() {
        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));

        assertThat(rests.due(List.of(A), NOW.plusSeconds(59))).isEmpty();
        assertThat(rests.due(List.of(A), NOW.plusSeconds(60))).containsExactly(A);
    }

    @Test
    void a_rest_ends_when_a_host_is_to_start_before_the_next_event() {
        var lulls = new Decision.Stay(2_000, 100_000, 130_000);
        var rates = new Decision.Rates(0, 1, 200, 70_000, new Decision.Sizes(0, 0, 0), lulls);
        var observed = seen(waiting(10, 10), NO_HOST);

        rests.looked(new Step(A, observed, SPEC, new Decision(0, ScalingCode.ZERO_IDLE, "", rates, State.NONE)));

        assertThat(rests.due(List.of(A), NOW.plusSeconds(29))).isEmpty();
        assertThat(rests.due(List.of(A), NOW.plusSeconds(30))).containsExactly(A);
    }

    @Test
    void those_that_began_to_rest_together_are_not_looked_at_together() {
        List<FunctionDeployment> many = IntStream.range(0, 50)
                .mapToObj(i -> Deployments.function("f" + i).build())
                .toList();
        many.forEach(function -> rests.looked(step(function, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE)));

        List<FunctionDeployment> first = rests.due(many, NOW.plusSeconds(60));

        assertThat(first).hasSize(20);
        rests.rung(Set.of(DOOR));
        assertThat(rests.due(many, NOW.plusSeconds(60))).hasSize(50);
    }

    @Test
    void a_new_deployment_and_the_end_of_a_host_end_a_rest() {
        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));
        FunctionDeployment next =
                FunctionDeployment.newBuilder(A).setRevision(2).build();

        assertThat(rests.due(List.of(next), NOW)).containsExactly(next);
        rests.wake("a");
        assertThat(rests.due(List.of(A), NOW)).containsExactly(A);
    }

    @Test
    void a_paused_function_rests_whatever_waits_and_listens_to_nothing() {
        rests.looked(step(A, waiting(10, 0), NO_HOST, ScalingCode.PAUSED));

        assertThat(rests.due(List.of(A), NOW)).isEmpty();
        assertThat(rests.bells()).isEqualTo(Bells.UNCHANGED);
    }

    @Test
    void who_has_a_host_or_something_that_waits_or_is_unknown_does_not_rest() {
        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));
        List.of(
                        step(A, waiting(10, 10), new Hosts(1, 0, 0, 0), ScalingCode.ZERO_IDLE),
                        step(A, waiting(10, 10), new Hosts(0, 0, 1, 0), ScalingCode.ZERO_IDLE),
                        step(A, waiting(10, 10), new Hosts(0, 0, 0, 1), ScalingCode.ZERO_IDLE),
                        step(A, waiting(10, 9), NO_HOST, ScalingCode.START_FAILED),
                        step(A, new Lag.Unknown("no answer"), NO_HOST, ScalingCode.HOLD_STALE))
                .forEach(step -> {
                    rests.looked(step);
                    assertThat(rests.due(List.of(A), NOW)).as(step.toString()).containsExactly(A);
                    assertThat(rests.bells().from()).isEmpty();
                });
    }

    @Test
    void what_is_no_longer_deployed_is_no_longer_listened_to() {
        rests.looked(step(A, waiting(10, 10), NO_HOST, ScalingCode.ZERO_IDLE));

        var _ = rests.bells();

        rests.keepOnly(Set.of("b"));

        assertThat(rests.bells()).isEqualTo(SILENT);
    }

    private static Bells from(long offset) {
        return new Bells(Map.of(DOOR, offset), Set.of());
    }

    private static Lag waiting(long end, long committed) {
        return new Lag.Known(List.of(new Lag.Partition(DOOR.topic(), DOOR.partition(), end, committed, 0)));
    }

    private static Step step(FunctionDeployment function, Lag lag, Hosts hosts, ScalingCode code) {
        var rates = new Decision.Rates(0, 1, 200, 0, new Decision.Sizes(0, 0, 0), new Decision.Stay(0, 0, 0));
        return new Step(function, seen(lag, hosts), SPEC, new Decision(0, code, "", rates, State.NONE));
    }

    private static Observation seen(Lag lag, Hosts hosts) {
        return new Observation(NOW, lag, hosts, Observation.Work.NONE, Observation.Failures.NONE);
    }
}
