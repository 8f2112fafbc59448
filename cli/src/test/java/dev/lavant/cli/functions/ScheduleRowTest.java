package dev.lavant.cli.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScheduleProgress;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleRowTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static {
        GeneratedClasses.trust();
    }

    @Test
    void before_its_first_tick_a_function_has_no_last_one_and_while_paused_no_next_one() {
        assertThat(ScheduleRow.LISTING.table(List.of(row(false, Optional.empty()), row(true, Optional.empty()))))
                .containsExactly(
                        "FUNCTION  SCHEDULE  MISSED  LAST  NEXT",
                        "poll      every 5m  LATEST  -     2026-11-23T12:05:00Z",
                        "poll      every 5m  LATEST  -     paused");
        assertThat(ScheduleRow.LISTING.json(row(true, Optional.empty())))
                .isEqualTo("{\"function\":\"poll\",\"schedule\":\"every 5m\",\"missed\":\"LATEST\","
                        + "\"last\":null,\"next\":null}");
    }

    @Test
    void what_was_passed_over_counts_as_dealt_with_but_not_as_sent() {
        var passedOver = new ScheduleProgress("poll", NOON.plusSeconds(600), NOON.minusSeconds(300));

        var row = row(false, Optional.of(passedOver));

        assertThat(row.last()).contains(NOON.minusSeconds(300));
        assertThat(row.next()).contains(NOON.plusSeconds(900));
    }

    @Test
    void what_an_earlier_schedule_has_come_to_does_not_count() {
        var earlier = new ScheduleProgress("poll", NOON.minusSeconds(300), NOON.minusSeconds(300));

        assertThat(row(false, Optional.of(earlier)).next()).contains(NOON.plusSeconds(300));
    }

    @Test
    void it_is_overdue_a_minute_after_its_time() {
        var row = row(false, Optional.empty());

        assertThat(row.overdue(NOON.plusSeconds(360))).isFalse();
        assertThat(row.overdue(NOON.plusSeconds(361))).isTrue();
        assertThat(row(true, Optional.empty()).overdue(NOON.plusSeconds(361))).isFalse();
    }

    private static ScheduleRow row(boolean paused, Optional<ScheduleProgress> progress) {
        var schedule = DeployedSchedule.newBuilder()
                .setEveryMillis(300_000)
                .setSince(NOON)
                .build();
        var function = FunctionDeployment.newBuilder()
                .setName("poll")
                .setRevision(1)
                .setPaused(paused)
                .setSourceTopics(List.of("lavant.ticks.poll"))
                .setSchedule(schedule)
                .setGroupId("lavant.fn.poll")
                .setHandlerClass("shop.Poll")
                .setHandlerMethod("poll")
                .setTimeoutMillis(1000)
                .setMemoryMib(256)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(1000)
                .setMaxHosts(4)
                .setClasspath(List.of())
                .setDeployedAt(NOON)
                .build();
        return ScheduleRow.of(function, schedule, progress);
    }
}
