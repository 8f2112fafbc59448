package dev.lavant.manifest;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the durations and sizes that are written on an annotation. The digits are so few that nothing overflows.
public final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(Mi|Gi)");

    private Quantities() {}

    /// Milliseconds of a whole number and `ms`, `s`, `m` or `h`; empty when the text is not one.
    public static OptionalLong millis(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            return OptionalLong.empty();
        }
        long millisPerUnit = switch (duration.group(2)) {
            case "ms" -> 1L;
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            default -> 3_600_000L;
        };
        return OptionalLong.of(Long.parseLong(duration.group(1)) * millisPerUnit);
    }

    /// MiB of a whole number and `Mi` or `Gi`; empty when the text is not one.
    public static OptionalInt mebibytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return OptionalInt.empty();
        }
        int mebibytesPerUnit = size.group(2).equals("Gi") ? 1024 : 1;
        return OptionalInt.of(Integer.parseInt(size.group(1)) * mebibytesPerUnit);
    }
}
