package dev.lavant.autoscaler.tick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TickEventTest {
    @Test
    void a_tick_is_a_cloud_event_that_is_the_same_whoever_sends_it() {
        var tick = TickEvent.of("nightly", Instant.parse("2026-11-23T12:00:00Z"));

        assertThat(tick.topic()).isEqualTo("lavant.ticks.nightly");
        assertThat(tick.key()).isEqualTo("nightly");
        assertThat(text(tick.value())).isEqualTo("{\"function\":\"nightly\",\"plannedAt\":\"2026-11-23T12:00:00Z\"}");
        assertThat(Stream.of(tick.headers().toArray())
                        .collect(Collectors.toMap(header -> header.key(), header -> text(header.value()))))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "nightly@2026-11-23T12:00:00Z",
                        "ce_source", "/lavant/schedules/nightly",
                        "ce_type", "dev.lavant.schedule.tick",
                        "ce_time", "2026-11-23T12:00:00Z",
                        "content-type", "application/json"));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
