package dev.lavant.autoscaler.tick;

import dev.lavant.function.Missed;
import dev.lavant.schedule.Due;
import dev.lavant.schedule.Schedule;
import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.ScheduleProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A function that runs at the times of a schedule. Pure.
///
/// @param since when this schedule was deployed: it plans nothing before
record Scheduled(String function, Schedule schedule, Missed missed, Instant since) {

    /// @throws IllegalArgumentException when the schedule cannot be read
    static Scheduled of(String function, DeployedSchedule deployed) {
        return new Scheduled(
                function,
                Schedule.of(deployed.getCron(), deployed.getZone(), Duration.ofMillis(deployed.getEveryMillis())),
                Missed.valueOf(deployed.getMissed().name()),
                deployed.getSince());
    }

    Due due(Optional<ScheduleProgress> progress, Instant now) {
        return Due.of(schedule, missed, reached(progress), now);
    }

    /// The next planned time that is not dealt with; empty when none comes for years.
    Optional<Instant> next(Optional<ScheduleProgress> progress) {
        return schedule.next(reached(progress));
    }

    /// What a schedule before this one has reached does not count, unless clocks were set back.
    private Instant reached(Optional<ScheduleProgress> progress) {
        return progress.map(ScheduleProgress::getPlannedAt)
                .filter(planned -> planned.isAfter(since))
                .orElse(since);
    }
}
