package dev.lavant.host.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class AttemptLoggerTest {
    private final Queue<SubstituteLoggingEvent> written = new ArrayDeque<>();
    private final AttemptLogger logger = new AttemptLogger(
            new EventRecordingLogger(new SubstituteLogger("price", written, true), written),
            3,
            2,
            new ConsumerRecord<>("orders", 1, 7, new byte[0], new byte[0]));

    @Test
    void a_line_says_which_attempt_at_which_event_it_comes_from() {
        var cause = new IllegalStateException("no price");

        logger.warn("no price for {}", "o-1", cause);

        assertThat(written).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getMessage()).isEqualTo("revision=3 attempt=2 event=orders/1/7 no price for {}");
            assertThat(line.getArguments()).containsExactly("o-1");
            assertThat(line.getThrowable()).isSameAs(cause);
        });
    }
}
