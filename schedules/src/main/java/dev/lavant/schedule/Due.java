package dev.lavant.schedule;

import dev.lavant.function.Missed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The ticks of one schedule that are due, and what is to be done with them.
///
/// @param send those to send, oldest first
/// @param passedOver those that were missed and are not sent
public record Due(List<Instant> send, List<Instant> passedOver) {
    /// A tick is in time when it is sent so long after its planned time: one leader takes over from another in less.
    public static final Duration IN_TIME = Duration.ofMinutes(1);

    /// The most that are made up for; older ones are forgotten.
    public static final int MOST = 1000;

    public Due {
        send = List.copyOf(send);
        passedOver = List.copyOf(passedOver);
    }

    /// Of the planned times after one and up to another.
    ///
    /// @param after the newest planned time that was dealt with, or when the schedule began
    public static Due of(Schedule schedule, Missed missed, Instant after, Instant now) {
        List<Instant> planned = newest(schedule, after, now);
        Instant oldestInTime = now.minus(IN_TIME);
        List<Instant> late =
                planned.stream().filter(time -> time.isBefore(oldestInTime)).toList();
        List<Instant> inTime = planned.subList(late.size(), planned.size());
        return switch (missed) {
            case ALL -> new Due(planned, List.of());
            case NONE -> new Due(inTime, late);
            case LATEST -> latest(late, inTime);
        };
    }

    private static Due latest(List<Instant> late, List<Instant> inTime) {
        return late.isEmpty() || !inTime.isEmpty()
                ? new Due(inTime, late)
                : new Due(List.of(late.getLast()), late.subList(0, late.size() - 1));
    }

    /// The newest of all these ticks; empty when none is due.
    public Optional<Instant> newest() {
        return Stream.of(send, passedOver)
                .filter(ticks -> !ticks.isEmpty())
                .map(List::getLast)
                .max(Comparator.naturalOrder());
    }

    /// Looks back twice as far each time, so that years of ticks are not gone through to find the newest.
    private static List<Instant> newest(Schedule schedule, Instant after, Instant now) {
        Duration back = IN_TIME;
        while (true) {
            Instant from = now.minus(back).isBefore(after) ? after : now.minus(back);
            List<Instant> found = between(schedule, from, now);
            if (found.size() >= MOST || from.equals(after)) {
                return found.subList(Math.max(0, found.size() - MOST), found.size());
            }
            back = back.multipliedBy(2);
        }
    }

    private static List<Instant> between(Schedule schedule, Instant after, Instant upTo) {
        var found = new ArrayList<Instant>();
        Optional<Instant> next = schedule.next(after);
        while (next.filter(time -> !time.isAfter(upTo)).isPresent()) {
            found.add(next.get());
            next = schedule.next(next.get());
        }
        return found;
    }
}
