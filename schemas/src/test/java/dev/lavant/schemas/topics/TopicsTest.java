package dev.lavant.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;

class TopicsTest {
    /// The longest name that a function may have: [a-z][a-z0-9-]{0,62}.
    private static final String LONGEST = "f".repeat(63);

    @Test
    void each_function_has_a_queue_a_dead_letter_topic_and_a_group_of_its_own() {
        assertThat(Topics.queue("receipt")).isEqualTo("lavant.queue.receipt");
        assertThat(Topics.deadLetters("receipt")).isEqualTo("lavant.dead-letters.receipt");
        assertThat(Topics.isDeadLetters(Topics.deadLetters("receipt"))).isTrue();
        assertThat(Topics.isDeadLetters(Topics.queue("receipt"))).isFalse();
        assertThat(Topics.group("receipt")).isEqualTo("lavant.receipt");
        assertThat(Topics.shareGroup("receipt")).isEqualTo("lavant.receipt.share");
    }

    @Test
    void what_runs_again_has_a_topic_and_a_name_of_its_own_and_dies_where_the_function_does() {
        String beside = Replays.beside("receipt");
        assertThat(beside).isEqualTo("receipt.replay");
        assertThat(Replays.function(beside)).isEqualTo("receipt");
        assertThat(Replays.function("receipt")).isEqualTo("receipt");
        assertThat(Replays.isBeside("replay")).isFalse();
        assertThat(Replays.topic("receipt")).isEqualTo("lavant.replays.receipt");
        assertThat(Topics.deadLetters(beside)).isEqualTo("lavant.dead-letters.receipt");
    }

    @Test
    void kafka_takes_every_name() {
        assertThat(Stream.of(
                        Topics.FUNCTIONS,
                        Topics.KEYS,
                        Topics.REDRIVES,
                        Topics.SCHEDULES,
                        Topics.HOSTS,
                        Topics.SCALING,
                        Topics.SCALING_LEADER,
                        Topics.SCALING_STATE,
                        Topics.USAGE,
                        Topics.SUMMARIES,
                        Topics.STATEMENTS,
                        Topics.PRICES,
                        Topics.BUDGETS,
                        Topics.SPENDING,
                        Topics.ALERTS,
                        Topics.SCHEMAS,
                        Topics.queue(LONGEST),
                        Topics.ticks(LONGEST),
                        Topics.deadLetters(LONGEST),
                        Replays.topic(LONGEST)))
                .allMatch(Topic::isValid)
                .doesNotHaveDuplicates();
    }
}
