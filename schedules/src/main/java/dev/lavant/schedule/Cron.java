package dev.lavant.schedule;

import io.micronaut.scheduling.cron.CronExpression;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Ticks at times of the day and dates, by the clocks of a zone.
///
/// What clocks skip when summer time begins is planned for the moment at which they do, once. What they show twice when
/// it ends is planned for the first time only, unless the hour is `*`: then for both, so that no hour goes without.
///
/// The library is asked as if in UTC, where clocks never change, so that these rules are all in here.
public final class Cron implements Schedule {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int FIELDS = 5;
    private static final int HOUR = 1;
    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;
    private static final String EXAMPLE =
            "write minute, hour, day of the month, month and day of the week, such as 0 3 * * *";

    /// A leap day may be eight years away.
    private static final int YEARS_AHEAD = 9;

    private static final LocalDateTime ANY_DAY = LocalDateTime.of(2024, 1, 1, 0, 0);

    private final String expression;
    private final CronExpression times;
    private final ZoneId zone;
    private final boolean everyHour;

    private Cron(String expression, CronExpression times, ZoneId zone, boolean everyHour) {
        this.expression = expression;
        this.times = times;
        this.zone = zone;
        this.everyHour = everyHour;
    }

    /// Reads an expression of five fields.
    ///
    /// @throws IllegalArgumentException when it is wrong or never comes; the message says what to write
    static Cron of(String expression, ZoneId zone) {
        List<String> fields = SPACE.splitAsStream(expression.strip()).toList();
        if (fields.size() != FIELDS) {
            throw wrong(expression, "has " + fields.size() + " fields: " + EXAMPLE);
        }
        CronExpression times = parsed(expression);
        if (says(fields.get(DAY_OF_MONTH)) && says(fields.get(DAY_OF_WEEK))) {
            throw wrong(
                    expression,
                    "says a day of the month and one of the week, which some read as both and some as either: leave"
                            + " one of them *");
        }
        var cron = new Cron(expression, times, zone, fields.get(HOUR).equals("*"));
        if (cron.shown(ANY_DAY).isEmpty()) {
            throw wrong(expression, "never comes: there is no such day in any year");
        }
        return cron;
    }

    private static boolean says(String field) {
        return !field.equals("*") && !field.equals("?");
    }

    private static CronExpression parsed(String expression) {
        try {
            return CronExpression.create(expression);
        } catch (IllegalArgumentException unreadable) {
            throw wrong(expression, "cannot be read (" + unreadable.getMessage() + "): " + EXAMPLE);
        }
    }

    private static IllegalArgumentException wrong(String expression, String why) {
        return new IllegalArgumentException("schedule.cron '" + expression + "' " + why);
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Optional<Instant> earliest = Optional.empty();
        Optional<LocalDateTime> shown = shown(from(after));
        while (shown.isPresent()) {
            List<Instant> planned = planned(shown.get());
            earliest = earlier(earliest, planned, after);
            if (planned.getFirst().isAfter(after)) {
                return earliest;
            }
            shown = shown(shown.get());
        }
        return earliest;
    }

    private static Optional<Instant> earlier(Optional<Instant> earliest, List<Instant> planned, Instant after) {
        return planned.stream()
                .filter(time -> time.isAfter(after))
                .filter(time -> earliest.filter(found -> !time.isBefore(found)).isEmpty())
                .findFirst()
                .or(() -> earliest);
    }

    /// Where to look on from: in an hour that comes twice, its beginning, since its later half may show an earlier
    /// time.
    private LocalDateTime from(Instant after) {
        LocalDateTime shown = LocalDateTime.ofInstant(after, zone);
        boolean twice = zone.getRules().getValidOffsets(shown).size() > 1;
        return twice ? zone.getRules().getTransition(shown).getDateTimeAfter().minusSeconds(1) : shown;
    }

    /// The next time that the expression names, as clocks show it.
    private Optional<LocalDateTime> shown(LocalDateTime after) {
        ZonedDateTime start = after.atZone(ZoneOffset.UTC);
        try {
            return Optional.of(
                    times.nextTimeAfter(start, start.plusYears(YEARS_AHEAD)).toLocalDateTime());
        } catch (IllegalArgumentException never) {
            return Optional.empty();
        }
    }

    /// When clocks show that time, in order; at least one moment.
    private List<Instant> planned(LocalDateTime shown) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(shown);
        if (offsets.isEmpty()) {
            return List.of(rules.getTransition(shown).getInstant());
        }
        return offsets.stream()
                .limit(everyHour ? offsets.size() : 1)
                .map(shown::toInstant)
                .toList();
    }

    @Override
    public String text() {
        return expression + " " + zone;
    }
}
