package dev.lavant.cli.functions;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScheduleProgress;
import dev.lavant.schemas.topics.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `lavant schedules`.
@Command(name = "schedules", description = "List what the clock runs: the last tick and the next one.")
public final class ListSchedules implements Callable<Integer> {
    private final CommonOptions common;

    /// A verb of one command line.
    public ListSchedules(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var topics = ControlTopics.read(Platform.reach(common.addresses()), Topics.FUNCTIONS, Topics.SCHEDULES);
        Map<String, ScheduleProgress> progress =
                topics.schedules().stream().collect(Collectors.toMap(ScheduleProgress::getFunction, one -> one));
        List<ScheduleRow> rows = topics.functions().stream()
                .flatMap(function -> row(function, Optional.ofNullable(progress.get(function.getName()))))
                .toList();
        common.console().list(ScheduleRow.LISTING, rows);
        hint(rows, Clock.systemUTC().instant());
        return Exit.OK.code();
    }

    private static Stream<ScheduleRow> row(FunctionDeployment function, Optional<ScheduleProgress> progress) {
        return Stream.ofNullable(function.getSchedule()).map(schedule -> ScheduleRow.of(function, schedule, progress));
    }

    private void hint(List<ScheduleRow> rows, Instant now) {
        if (rows.isEmpty()) {
            common.console()
                    .hint("No function has a schedule. Give it one:  @EventFunction(schedule = @Schedule(every ="
                            + " \"5m\"))");
        }
        rows.stream()
                .filter(row -> row.overdue(now))
                .forEach(row -> common.console()
                        .hint(row.function() + " is overdue: the autoscaler that leads sends ticks. Is one running?"
                                + "  lavant explain " + row.function()));
    }
}
