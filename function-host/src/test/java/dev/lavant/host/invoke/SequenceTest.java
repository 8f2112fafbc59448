package dev.lavant.host.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.invoke.Attempts.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequenceTest {
    private static final List<Integer> EVENTS = IntStream.range(0, 32).boxed().toList();

    @Test
    void attempts_come_in_their_order() {
        assertThat(allOf(sequence())).containsExactlyElementsOf(EVENTS);
    }

    @Test
    void looking_at_the_first_does_not_begin_it() {
        Sequence<Integer> sequence = sequence();
        sequence.next();

        assertThat(sequence.first().map(Attempt::event)).contains(1);
        assertThat(sequence.rest()).containsExactlyElementsOf(EVENTS.subList(1, 32));
    }

    @Test
    void what_was_taken_back_never_begins() {
        Sequence<Integer> sequence = sequence();
        sequence.next();
        sequence.rest();

        assertThat(sequence.first()).isEmpty();
        assertThat(sequence.next()).isEmpty();
        assertThat(sequence.rest()).isEmpty();
    }

    @Test
    void each_attempt_is_either_made_or_taken_back_whoever_is_quicker() {
        for (int round = 0; round < 5_000; round++) {
            Sequence<Integer> sequence = sequence();
            var made = CompletableFuture.supplyAsync(() -> allOf(sequence));
            List<Integer> takenBack = sequence.rest();

            assertThat(Stream.concat(made.join().stream(), takenBack.stream())).containsExactlyElementsOf(EVENTS);
        }
    }

    private static Sequence<Integer> sequence() {
        return new Sequence<>(
                EVENTS.stream().map(event -> new Attempt<>(event, List.of(), 1)).toList());
    }

    private static List<Integer> allOf(Sequence<Integer> sequence) {
        var events = new ArrayList<Integer>();
        for (Optional<Attempt<Integer>> next = sequence.next(); next.isPresent(); next = sequence.next()) {
            events.add(next.get().event());
        }
        return events;
    }
}
