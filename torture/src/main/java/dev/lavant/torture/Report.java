package dev.lavant.torture;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.cli.show.Listing;
import dev.lavant.testkit.guarantee.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows a person what a run came to.
///
/// @param settings of the run
record Report(TortureSettings settings) {
    private static final int SHOWN = 10;
    private static final Listing<Count> FAULTS =
            new Listing<>(Column.text("FAULT", "fault", Count::what), Column.number("TIMES", "times", Count::times));
    private static final Listing<Count> PROMISES = new Listing<>(
            Column.text("EVENTS THAT ARE", "broken", Count::what), Column.number("COUNT", "events", Count::times));

    private record Count(String what, Long times) {}

    void print(Findings findings, Console console) {
        console.list(FAULTS, faults(findings));
        if (console.format() == Format.TABLE) {
            console.out().println();
        }
        console.list(
                PROMISES,
                findings.broken().entrySet().stream()
                        .map(kind ->
                                new Count(kind.getKey(), (long) kind.getValue().size()))
                        .toList());
        console.hint("");
        console.hint("seed " + settings.seed() + ": " + findings.killed() + " hosts lost, " + findings.events()
                + " events, " + findings.deadLetters() + " of them dead letters, in "
                + findings.elapsed().toSeconds() + " s");
        if (!findings.allIsWell()) {
            explain(findings, console);
        }
    }

    private static List<Count> faults(Findings findings) {
        var rows = new ArrayList<Count>();
        addAll(rows, "host lost by ", findings.kills());
        addAll(rows, "", findings.others());
        return rows;
    }

    private static void addAll(List<Count> rows, String prefix, Map<String, Long> counts) {
        counts.forEach((what, times) -> rows.add(new Count(prefix + what, times)));
    }

    private static void explain(String kind, List<Violation> violations, Console console) {
        violations.stream().limit(SHOWN).forEach(violation -> console.hint(violation.toString()));
        if (violations.size() > SHOWN) {
            console.hint(kind + ": … and " + (violations.size() - SHOWN) + " more");
        }
    }

    private void explain(Findings findings, Console console) {
        findings.broken().forEach((kind, violations) -> explain(kind, violations, console));
        findings.open().forEach((partition, count) -> console.hint("not finished: " + partition + ", " + count));
        console.hint("What was done and when: " + settings.folder().resolve("torture.log") + "; the hosts' logs: "
                + settings.folder().resolve("logs") + "; the broker's: "
                + settings.folder().resolve("broker.log"));
        console.hint("The same plan again:  " + settings.command());
    }
}
