package dev.lavant.torture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final int HAND = 18;

    @Test
    void the_same_seed_gives_the_same_plan_and_another_one_another() {
        assertThat(steps(7, 200)).isEqualTo(steps(7, 200));
        assertThat(steps(7, 200)).isNotEqualTo(steps(8, 200));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, -9})
    void four_hands_hold_every_kind_of_fault(long seed) {
        var kinds = steps(seed, 4 * HAND).stream()
                .<Class<?>>map(step -> step.fault().getClass())
                .collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(everyKind());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, -9})
    void each_hand_goes_down_to_one_host_and_up_again(long seed) {
        var scales = steps(seed, 12 * HAND).stream()
                .map(Step::fault)
                .filter(Fault.Scale.class::isInstance)
                .limit(20)
                .toList();

        assertThat(scales)
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(i -> new Fault.Scale(i % 2 == 0 ? 1 : 3))
                        .toList());
    }

    @Test
    void pauses_are_short() {
        assertThat(steps(1, 500))
                .extracting(Step::after)
                .allSatisfy(after -> assertThat(after).isBetween(Duration.ZERO, Duration.ofMillis(800)));
    }

    private static List<Step> steps(long seed, int count) {
        var plan = new Plan(seed, 3);
        return Stream.generate(plan::next).limit(count).toList();
    }

    private static List<Class<?>> everyKind() {
        return List.of(Fault.class.getPermittedSubclasses());
    }
}
