package dev.lavant.torture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.commit.FailPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailPointsTest {

    @Test
    void they_are_those_of_the_function_host() {
        assertThat(FailPoints.names())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FailPoint.values())
                        .map(point -> point.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    @Test
    void the_same_seed_gives_each_start_the_same_one() {
        assertThat(ofStarts(5)).isEqualTo(ofStarts(5)).isNotEqualTo(ofStarts(6));
    }

    @Test
    void some_starts_are_sound_and_each_point_has_its_turn() {
        List<String> points = ofStarts(5).stream()
                .flatMap(Optional::stream)
                .map(setting -> setting.split(":", -1)[0])
                .toList();

        assertThat(points.size()).isBetween(300, 500);
        assertThat(points).containsAll(FailPoints.names());
    }

    private static List<Optional<String>> ofStarts(long seed) {
        var failPoints = new FailPoints(seed);
        return IntStream.range(0, 1_000).mapToObj(failPoints::of).toList();
    }
}
