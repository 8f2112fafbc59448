package dev.lavant.cli.functions;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.schedule.Schedule;
import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScheduleProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// When a function is run by the clock.
///
/// @param last planned time of the newest tick that was sent
/// @param next planned time of the next one, in the past while it is due; empty while the function is paused
record ScheduleRow(String function, Schedule schedule, String missed, Optional<Instant> last, Optional<Instant> next) {
    static final Listing<ScheduleRow> LISTING = new Listing<>(
            Column.text("FUNCTION", "function", ScheduleRow::function),
            Column.text("SCHEDULE", "schedule", row -> row.schedule().text()),
            Column.text("MISSED", "missed", ScheduleRow::missed),
            time("LAST", "last", "-", ScheduleRow::last),
            time("NEXT", "next", "paused", ScheduleRow::next));

    private static Column<ScheduleRow> time(
            String heading, String field, String none, Function<ScheduleRow, Optional<Instant>> of) {
        return new Column<>(
                Optional.of(heading),
                Optional.of(field),
                Aligned.LEFT,
                of.andThen(time -> time.map(Instant::toString).orElse(none)),
                of::apply);
    }

    /// @param function that has a schedule
    /// @param progress how far its ticks are dealt with; empty before the first one
    static ScheduleRow of(FunctionDeployment function, DeployedSchedule deployed, Optional<ScheduleProgress> progress) {
        Schedule schedule =
                Schedule.of(deployed.getCron(), deployed.getZone(), Duration.ofMillis(deployed.getEveryMillis()));
        Instant reached = progress.map(ScheduleProgress::getPlannedAt)
                .filter(planned -> planned.isAfter(deployed.getSince()))
                .orElse(deployed.getSince());
        return new ScheduleRow(
                function.getName(),
                schedule,
                deployed.getMissed().name(),
                progress.map(ScheduleProgress::getLastSent),
                function.getPaused() ? Optional.empty() : schedule.next(reached));
    }

    /// Whether its next tick should have been sent long ago.
    boolean overdue(Instant now) {
        return next.filter(time -> time.isBefore(now.minusSeconds(60))).isPresent();
    }
}
