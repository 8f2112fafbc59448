package dev.lavant.router.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.router.intake.RecentEvents.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final RecentEvents recent = new RecentEvents(WINDOW, 3);

    @Test
    void an_event_is_the_same_when_topic_source_and_id_are() {
        assertThat(first("t", "/s", "1", NOON)).isTrue();
        assertThat(first("t", "/s", "1", NOON)).isFalse();
        assertThat(first("u", "/s", "1", NOON)).isTrue();
        assertThat(first("t", "/s1", "", NOON)).isTrue();
    }

    @Test
    void it_is_known_as_long_as_the_window_is() {
        assertThat(first("t", "/s", "1", NOON)).isTrue();
        assertThat(first("t", "/s", "1", NOON.plus(WINDOW))).isFalse();
        assertThat(first("t", "/s", "1", NOON.plus(WINDOW).plusMillis(1))).isTrue();
    }

    @Test
    void only_so_many_are_known_and_the_oldest_is_forgotten_first() {
        for (String id : new String[] {"1", "2", "3", "4"}) {
            assertThat(first("t", "/s", id, NOON)).isTrue();
        }
        assertThat(first("t", "/s", "4", NOON)).isFalse();
        assertThat(first("t", "/s", "1", NOON)).isTrue();
    }

    @Test
    void whoever_comes_again_waits_for_the_first_and_one_that_could_not_be_written_is_new() {
        var place = new RecordMetadata(new TopicPartition("t", 0), 7, 0, 0, 0, 0);
        CompletableFuture<RecordMetadata> mine = ((Claim.First) recent.claim("t", "/s", "1", NOON)).place();
        var again = (Claim.Again) recent.claim("t", "/s", "1", NOON);

        assertThat(again.place()).isNotDone();
        mine.complete(place);
        assertThat(again.place()).isCompletedWithValue(place);

        ((Claim.First) recent.claim("t", "/s", "2", NOON)).place().completeExceptionally(new IllegalStateException());
        assertThat(first("t", "/s", "2", NOON)).isTrue();
    }

    private boolean first(String topic, String source, String id, Instant now) {
        return recent.claim(topic, source, id, now) instanceof Claim.First;
    }
}
