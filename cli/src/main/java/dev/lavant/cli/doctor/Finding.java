package dev.lavant.cli.doctor;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.cli.show.OneLine;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/// What one check found.
///
/// @param check what was looked at
/// @param what was seen there
/// @param fix what to do about it; empty when nothing is to be done
record Finding(Level level, String check, String what, String fix) {
    static final Listing<Finding> LISTING = new Listing<>(
            Column.text("LEVEL", "level", finding -> finding.level().word()),
            Column.text("CHECK", "check", Finding::check),
            Column.text("FOUND", "found", Finding::what),
            Column.text("FIX", "fix", Finding::fix));

    /// How bad it is. Only a failure changes the exit code.
    enum Level {
        OK("green"),
        WARN("yellow"),
        FAIL("bold,red");

        private final String color;

        Level(String color) {
            this.color = color;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String what) {
        return new Finding(Level.OK, check, what, "");
    }

    static Finding warn(String check, String what, String fix) {
        return new Finding(Level.WARN, check, what, fix);
    }

    static Finding fail(String check, String what, String fix) {
        return new Finding(Level.FAIL, check, what, fix);
    }

    /// For people: level, check and what was found on one line, the fix on the next.
    ///
    /// @param width of the longest check's name
    List<String> lines(Ansi ansi, int width) {
        String word = ansi.string("@|" + level.color + " " + level.word() + "|@")
                + " ".repeat(6 - level.word().length());
        String seen = word + check + " ".repeat(width - check.length()) + "  " + OneLine.of(what);
        return fix.isEmpty() ? List.of(seen) : List.of(seen, " ".repeat(8 + width) + fix);
    }
}
