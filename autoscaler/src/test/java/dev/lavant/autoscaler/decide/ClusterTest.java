package dev.lavant.autoscaler.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Cluster.Ask;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterTest {
    /// Functions that share a memory.
    private record Life(long memoryMib, Map<String, Ask> asks) {
        Map<String, Integer> divided() {
            return Cluster.divide(memoryMib, asks);
        }

        long taken() {
            return divided().entrySet().stream()
                    .mapToLong(given ->
                            (long) given.getValue() * asks.get(given.getKey()).memoryMib())
                    .sum();
        }
    }

    static Stream<Life> lives() {
        return IntStream.range(0, 500).mapToObj(seed -> life(new Random(seed)));
    }

    private static Life life(RandomGenerator random) {
        var asks = new HashMap<String, Ask>();
        int functions = random.nextInt(1, 12);
        for (int i = 0; i < functions; i++) {
            asks.put("f" + i, new Ask(random.nextInt(0, 10), 64 << random.nextInt(4), random.nextInt(0, 4)));
        }
        return new Life(random.nextLong(0, 8_192), asks);
    }

    @Test
    void the_example() {
        var asks = Map.of("a", new Ask(6, 128, 0), "b", new Ask(2, 256, 0), "c", new Ask(1, 128, 0));

        assertThat(Cluster.divide(1_024, asks)).isEqualTo(Map.of("a", 3, "b", 2, "c", 1));
    }

    @Test
    void with_room_for_all_everybody_has_what_it_wants() {
        var asks = Map.of("a", new Ask(6, 128, 0), "b", new Ask(2, 256, 0));

        assertThat(Cluster.divide(1_280, asks)).isEqualTo(Map.of("a", 6, "b", 2));
    }

    @Test
    void with_less_than_a_host_for_each_those_that_run_keep_theirs() {
        var asks = Map.of("a", new Ask(3, 128, 0), "b", new Ask(3, 128, 1), "c", new Ask(3, 128, 0));

        assertThat(Cluster.divide(128, asks)).isEqualTo(Map.of("a", 0, "b", 1, "c", 0));
    }

    @Test
    void a_host_that_is_larger_than_all_there_is_holds_nobody_up() {
        var asks = Map.of("a", new Ask(1, 4_096, 0), "b", new Ask(3, 128, 0));

        assertThat(Cluster.divide(1_024, asks)).isEqualTo(Map.of("a", 0, "b", 3));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void no_more_is_given_than_there_is_or_than_anybody_wants(Life life) {
        assertThat(life.taken()).isLessThanOrEqualTo(life.memoryMib());
        assertThat(life.divided())
                .allSatisfy((function, hosts) ->
                        assertThat(hosts).isBetween(0, life.asks().get(function).hosts()));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void nothing_stays_free_that_somebody_could_use(Life life) {
        long free = life.memoryMib() - life.taken();

        assertThat(life.asks()).allSatisfy((function, ask) -> {
            if (life.divided().get(function) < ask.hosts()) {
                assertThat(free).isLessThan(ask.memoryMib());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lives")
    void nobody_is_denied_a_host_that_would_fit_in_the_last_one_of_somebody_with_more(Life life) {
        life.asks().forEach((poor, wants) -> {
            long has = (long) life.divided().get(poor) * wants.memoryMib();
            boolean denied = life.divided().get(poor) < wants.hosts();
            life.asks().forEach((rich, ask) -> {
                long before = (long) (life.divided().get(rich) - 1) * ask.memoryMib();
                if (denied && ask.memoryMib() >= wants.memoryMib()) {
                    assertThat(before).as("%s before its last, %s", rich, poor).isLessThanOrEqualTo(has);
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("lives")
    void the_order_of_the_asks_does_not_matter(Life life) {
        var reversed = new LinkedHashMap<String, Ask>();
        life.asks().keySet().stream()
                .sorted(Comparator.reverseOrder())
                .forEach(name -> reversed.put(name, life.asks().get(name)));

        assertThat(Cluster.divide(life.memoryMib(), reversed)).isEqualTo(life.divided());
    }
}
