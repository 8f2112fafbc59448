package dev.lavant.cli.deploy;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.cli.show.Listing;
import dev.lavant.cli.show.OneLine;
import dev.lavant.deploy.check.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Prints what a check found.
final class Findings {
    private static final Listing<Finding> LISTING = new Listing<>(
            Column.text("LEVEL", "level", Findings::word),
            Column.text("CHECK", "check", Finding::subject),
            Column.text("FOUND", "found", Finding::what),
            Column.text("FIX", "fix", Finding::fix));

    private Findings() {}

    /// As data.
    static void list(Console console, List<Finding> findings) {
        if (console.format() == Format.JSON) {
            console.list(LISTING, findings);
        } else {
            print(console, console.out(), findings);
        }
    }

    /// Beside the data: only what is not as it should be.
    static void hint(Console console, List<Finding> findings) {
        print(
                console,
                console.err(),
                findings.stream()
                        .filter(finding -> finding.level() != Finding.Level.OK)
                        .toList());
    }

    private static void print(Console console, PrintWriter to, List<Finding> findings) {
        for (Finding finding : findings) {
            String word = word(finding);
            to.println(console.ansi().string("@|" + color(finding.level()) + " " + word + "|@")
                    + " ".repeat(6 - word.length()) + finding.subject() + ": " + OneLine.of(finding.what()));
            if (!finding.fix().isEmpty()) {
                to.println("      " + finding.fix());
            }
        }
    }

    private static String word(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }

    private static String color(Finding.Level level) {
        return switch (level) {
            case OK -> "green";
            case WARN -> "yellow";
            case FAIL -> "bold,red";
        };
    }
}
