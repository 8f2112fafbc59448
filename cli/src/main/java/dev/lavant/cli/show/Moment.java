package dev.lavant.cli.show;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A moment of the past as it is typed and shown, in UTC.
public final class Moment {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private Moment() {}

    /// A whole time, a time of day (the last that was), or how long ago, such as `10m`.
    ///
    /// @param option that it was typed for
    public static Instant typed(String option, String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            if (text.contains("T")) {
                return Instant.parse(text);
            }
            Instant today = LocalDate.ofInstant(now, ZoneOffset.UTC)
                    .atTime(LocalTime.parse(text))
                    .toInstant(ZoneOffset.UTC);
            return today.isAfter(now) ? today.minus(DAY) : today;
        } catch (DateTimeException wrong) {
            throw new CommandFailed(
                            Exit.USAGE,
                            "'" + text + "' is not a time",
                            option + " takes a time in UTC, or how long ago.",
                            "For example:  " + option + " 12:03  or  " + option + " 2026-06-01T12:03:00Z  or  " + option
                                    + " 10m")
                    .causedBy(wrong);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> DAY;
        };
    }

    /// To the second.
    public static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
