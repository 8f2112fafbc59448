package dev.lavant.cli.logs;

import dev.lavant.cli.show.JsonLine;
import dev.lavant.cli.show.OneLine;
import dev.lavant.schemas.log.Facts;
import dev.lavant.schemas.log.LogLine;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/// A line of a host's log as it is shown.
record ShownLine(LogLine line) {
    /// What all lines of a host have in common, or what stands elsewhere on the line.
    private static final Set<String> NOT_REPEATED = Set.of(
            Facts.AT,
            Facts.LEVEL,
            Facts.FUNCTION,
            Facts.REVISION,
            Facts.HOST,
            Facts.LOGGER,
            Facts.INVOCATION,
            Facts.MESSAGE,
            Facts.STACK);

    private static final Set<String> NUMBERS = Set.of(Facts.REVISION, Facts.ATTEMPT, Facts.EVENTS);

    /// For people: time, level, host, what is said, what is known of it; below it the stack trace, if there is one.
    String text(Ansi ansi) {
        var text = new StringBuilder();
        text.append(line.at().truncatedTo(ChronoUnit.MILLIS))
                .append("  ")
                .append(level(ansi))
                .append("  ")
                .append(OneLine.of(line.fact(Facts.HOST).orElse("-")))
                .append("  ")
                .append(OneLine.of(line.fact(Facts.MESSAGE).orElse("")));
        line.facts().forEach((name, value) -> {
            if (!NOT_REPEATED.contains(name)) {
                text.append("  ").append(new LogLine(Map.of(name, value)).written());
            }
        });
        line.fact(Facts.STACK)
                .ifPresent(stack -> stack.lines()
                        .forEach(frame -> text.append(System.lineSeparator())
                                .append("    ")
                                .append(OneLine.of(frame.replace("\t", "  ")))));
        return text.toString();
    }

    private String level(Ansi ansi) {
        String level = OneLine.of(line.fact(Facts.LEVEL).orElse("-"));
        String padded = String.format("%-5s", level);
        return switch (level) {
            case "ERROR" -> ansi.string("@|red " + padded + "|@");
            case "WARN" -> ansi.string("@|yellow " + padded + "|@");
            default -> padded;
        };
    }

    /// For programs: all of it.
    String json() {
        var fields = new LinkedHashMap<String, Object>();
        line.facts().forEach((name, value) -> fields.put(name, value(name, value)));
        return JsonLine.of(fields);
    }

    private static Object value(String name, String text) {
        return NUMBERS.contains(name) && text.matches("\\d{1,9}") ? (Object) Integer.valueOf(text) : text;
    }
}
