package dev.lavant.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random expressions over days on which clocks change, beside an account that looks at each minute by itself.
class CronPropertiesTest {
    private static final List<String> ZONES = List.of(
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kolkata", "UTC");

    /// Days around the changes of these zones in 2026.
    private static final List<Instant> CHANGES = List.of(
            Instant.parse("2026-03-07T20:00:00Z"),
            Instant.parse("2026-03-28T12:00:00Z"),
            Instant.parse("2026-04-04T06:00:00Z"),
            Instant.parse("2026-10-03T06:00:00Z"),
            Instant.parse("2026-10-24T12:00:00Z"),
            Instant.parse("2026-10-31T18:00:00Z"));

    private static final Duration SPAN = Duration.ofHours(30);

    private record Expression(Set<Integer> minutes, Optional<Set<Integer>> hours) {
        static Expression of(Random random) {
            return new Expression(
                    some(random, 60, 3), random.nextInt(3) == 0 ? Optional.empty() : Optional.of(some(random, 4, 2)));
        }

        private static Set<Integer> some(Random random, int below, int most) {
            return IntStream.range(0, 1 + random.nextInt(most))
                    .mapToObj(_ -> random.nextInt(below))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        boolean names(LocalDateTime shown) {
            return minutes.contains(shown.getMinute())
                    && hours.map(some -> some.contains(shown.getHour())).orElse(true);
        }

        @Override
        public String toString() {
            return listed(minutes) + " " + hours.map(Expression::listed).orElse("*") + " * * *";
        }

        private static String listed(Set<Integer> numbers) {
            return numbers.stream().map(Object::toString).collect(Collectors.joining(","));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void each_named_time_is_planned_once(int seed) {
        var random = new Random(seed);
        Expression expression = Expression.of(random);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant from = CHANGES.get(random.nextInt(CHANGES.size())).plusSeconds(random.nextInt(7200));
        Instant to = from.plus(SPAN);

        assertThat(planned(Schedule.of(expression.toString(), zone.getId(), Duration.ZERO), from, to))
                .as("%s in %s after %s", expression, zone, from)
                .containsExactlyElementsOf(accounted(expression, zone, from, to));
    }

    private static List<Instant> planned(Schedule schedule, Instant after, Instant upTo) {
        var found = new ArrayList<Instant>();
        for (Optional<Instant> next = schedule.next(after);
                next.filter(time -> !time.isAfter(upTo)).isPresent();
                next = schedule.next(next.get())) {
            found.add(next.get());
        }
        return found;
    }

    private static Set<Instant> accounted(Expression expression, ZoneId zone, Instant after, Instant upTo) {
        var found = new TreeSet<Instant>();
        var rules = zone.getRules();
        Instant minute = after.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        for (; !minute.isAfter(upTo); minute = minute.plusSeconds(60)) {
            LocalDateTime shown = LocalDateTime.ofInstant(minute, zone);
            List<ZoneOffset> offsets = rules.getValidOffsets(shown);
            boolean again = !rules.getOffset(minute).equals(offsets.getFirst());
            if (expression.names(shown) && (!again || expression.hours().isEmpty())) {
                found.add(minute);
            }
            if (skipped(zone, minute).stream().anyMatch(expression::names)) {
                found.add(minute);
            }
        }
        found.removeIf(time -> !time.isAfter(after));
        return found;
    }

    /// What clocks skip at a moment.
    private static List<LocalDateTime> skipped(ZoneId zone, Instant moment) {
        LocalDateTime before =
                LocalDateTime.ofInstant(moment.minusSeconds(60), zone).plusMinutes(1);
        LocalDateTime after = LocalDateTime.ofInstant(moment, zone);
        var skipped = new ArrayList<LocalDateTime>();
        for (LocalDateTime minute = before; minute.isBefore(after); minute = minute.plusMinutes(1)) {
            skipped.add(minute);
        }
        return skipped;
    }
}
