package dev.lavant.autoscaler.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Cluster.Ask;
import dev.lavant.autoscaler.decide.Cluster.Tenant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
    void the_example_of_two_tenants() {
        var tenants = List.of(
                new Tenant(3, Map.of("a", new Ask(6, 128, 0))),
                new Tenant(1, Map.of("b", new Ask(2, 256, 0), "c", new Ask(1, 128, 0))));

        assertThat(Cluster.divide(1_024, tenants)).isEqualTo(Map.of("a", 6, "b", 1, "c", 0));
    }

    @Test
    void a_tenant_with_many_functions_has_no_more_than_one_with_few() {
        var many = IntStream.range(0, 10).boxed().collect(Collectors.toMap(i -> "m" + i, _ -> new Ask(5, 100, 0)));
        var tenants = List.of(new Tenant(1, many), new Tenant(1, Map.of("few", new Ask(20, 100, 0))));

        Map<String, Integer> hosts = Cluster.divide(2_000, tenants);

        assertThat(hosts.get("few")).isEqualTo(10);
        assertThat(many.keySet())
                .allSatisfy(function -> assertThat(hosts.get(function)).isEqualTo(1));
    }

    /// Weighted max-min: whoever could have had one more has at least as much for its weight, but for one host.
    @Test
    void no_tenant_that_wants_more_has_less_for_its_weight_than_another_but_for_a_host() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            List<Tenant> tenants = IntStream.range(0, random.nextInt(1, 6))
                    .mapToObj(i -> new Tenant(
                            random.nextInt(1, 5),
                            Map.of("f" + i, new Ask(random.nextInt(0, 20), 64, random.nextInt(4)))))
                    .toList();
            long mib = random.nextLong(0, 3_000);
            Map<String, Integer> hosts = Cluster.divide(mib, tenants);
            long taken = hosts.values().stream().mapToLong(n -> n * 64L).sum();
            assertThat(taken).isLessThanOrEqualTo(mib);
            tenants.stream()
                    .filter(one -> has(one, hosts) < wanted(one))
                    .forEach(one -> assertThat(tenants).allSatisfy(other -> {
                        assertThat(mib - taken).as("room for one more").isLessThan(64);
                        assertThat((has(other, hosts) - 1.0) / other.weight())
                                .isLessThanOrEqualTo((double) has(one, hosts) / one.weight());
                    }));
        }
    }

    private static int has(Tenant tenant, Map<String, Integer> hosts) {
        return tenant.asks().keySet().stream().mapToInt(hosts::get).sum();
    }

    private static int wanted(Tenant tenant) {
        return tenant.asks().values().stream().mapToInt(Ask::hosts).sum();
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
