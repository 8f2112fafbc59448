package dev.lavant.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.torture.function.Chore;
import dev.lavant.torture.function.Chore.Manner;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void the_same_seed_gives_the_same_events() {
        assertThat(events(3)).isEqualTo(events(3)).isNotEqualTo(events(4));
    }

    @Test
    void events_of_a_key_are_numbered_without_a_gap() {
        var byKey = events(3).stream()
                .collect(Collectors.groupingBy(Chore::key, Collectors.mapping(Chore::number, Collectors.toList())));

        assertThat(byKey.values())
                .allSatisfy(numbers -> assertThat(numbers)
                        .isEqualTo(LongStream.range(0, numbers.size()).boxed().toList()));
    }

    @Test
    void most_events_are_fast_and_some_are_slow_fail_or_die() {
        var share = events(3).stream().collect(Collectors.groupingBy(Chore::manner, Collectors.counting()));

        assertThat(share).containsOnlyKeys(Manner.FAST, Manner.SLOW, Manner.FAILS, Manner.DIES);
        assertThat(share.get(Manner.FAST)).isGreaterThan(4_000);
    }

    @Test
    void an_event_is_the_same_after_its_way_as_json() {
        assertThat(events(3))
                .allSatisfy(chore ->
                        assertThat(ChoreJson.read(ChoreJson.write(chore))).isEqualTo(chore));
        assertThat(new Workload(1).exhausting(2).manner()).isEqualTo(Manner.EXHAUSTS);
    }

    private static List<Chore> events(long seed) {
        var workload = new Workload(seed);
        return Stream.generate(workload::next).limit(5_000).toList();
    }
}
