package dev.lavant.host.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class AttemptLoggerTest {
    static {
        GeneratedClasses.trust();
    }

    private static final FunctionDeployment FUNCTION = FunctionDeployment.newBuilder()
            .setName("price")
            .setRevision(3)
            .setSourceTopics(List.of("orders"))
            .setGroupId("lavant.price")
            .setHandlerClass("shop.Prices")
            .setHandlerMethod("price")
            .setTimeoutMillis(1_000)
            .setMemoryMib(128)
            .setConcurrency(1)
            .setMaxAttempts(3)
            .setBackoffMillis(20)
            .setTargetLatencyMillis(1_000)
            .setMaxHosts(1)
            .setClasspath(List.of())
            .setDeployedAt(Instant.EPOCH)
            .build();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Queue<SubstituteLoggingEvent> written = new ArrayDeque<>();
    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("orders", 1, 7, new byte[0], new byte[0]);
    private final AttemptFacts facts =
            new AttemptFacts(FUNCTION, 2, List.of(new Delivery(record, "topic-id"), new Delivery(record, "topic-id")));

    @Test
    void a_line_says_which_attempt_at_which_event_it_comes_from() {
        var logger = new AttemptLogger(
                new EventRecordingLogger(new SubstituteLogger("price", written, true), written), facts);
        var cause = new IllegalStateException("no price");

        logger.warn("no price for {}", "o-1", cause);

        assertThat(written).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getMessage())
                    .isEqualTo("revision=3 attempt=2 place=orders-1@7 invocation=" + invocation()
                            + " events=2 no price for {}");
            assertThat(line.getArguments()).containsExactly("o-1");
            assertThat(line.getThrowable()).isSameAs(cause);
        });
    }

    @Test
    void an_event_is_named_by_its_id_and_its_trace_where_it_has_them() {
        record.headers().add("ce_id", "o-1".getBytes(UTF_8));
        record.headers().add("traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes(UTF_8));

        assertThat(told()).containsEntry("event", "o-1").containsEntry("trace", TRACE);
    }

    @Test
    void what_is_no_trace_is_not_shown_as_one() {
        record.headers().add("traceparent", "00-4bf9-00f0-01".getBytes(UTF_8));

        assertThat(told()).doesNotContainKeys("event", "trace");
    }

    private Map<String, Object> told() {
        var told = new LinkedHashMap<String, Object>();
        facts.tell(told::put);
        return told;
    }

    private static String invocation() {
        return UsageIds.hex(UsageIds.of(FUNCTION.getName(), FUNCTION.getGroupId(), "topic-id", 1, 7));
    }
}
