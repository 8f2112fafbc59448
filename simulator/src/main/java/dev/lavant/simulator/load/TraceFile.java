package dev.lavant.simulator.load;

import java.util.List;
import java.util.SplittableRandom;

/// A file of arrivals. Empty lines and those that begin with `#` say nothing; the first other line says which
/// of three formats it is in:
///
/// - **counts**: one whole number a line, events in that second; they are spread over it by chance.
/// - **invocations**: comma-separated with a heading that has `timestamp` (an event's arrival, in seconds), or
///   `end_timestamp` and `duration` (its arrival is their difference), among other columns.
/// - **journal**: JSON lines as `lavant explain FUNCTION -o json` prints them; what was appended between two
///   decisions is spread over the time between them.
public final class TraceFile {
    private TraceFile() {}

    /// Reads one.
    ///
    /// @param factor above 1 each event becomes so many; below 1 that share of them is kept, by chance
    /// @throws BadTrace that names the line
    public static Workload read(String name, List<String> lines, double factor, long seed) {
        int first = first(lines);
        var pen = new Pen(new SplittableRandom(seed * 31 + name.hashCode()));
        var copies = new Copies(pen, factor);
        String heading = lines.get(first).strip();
        double seconds = heading.startsWith("{")
                ? Journal.write(lines, copies)
                : heading.contains(",") ? Invocations.write(lines, first, copies) : counts(lines, copies);
        Workload workload = pen.workload(name, seconds);
        if (workload.events() == 0) {
            throw new BadTrace(0, "no event arrives in it");
        }
        return workload;
    }

    private static int first(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (!silent(lines.get(i))) {
                return i;
            }
        }
        throw new BadTrace(0, "it has no line that says anything");
    }

    static boolean silent(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private static double counts(List<String> lines, Copies copies) {
        int second = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!silent(lines.get(i))) {
                copies.spread(count(lines.get(i).strip(), i + 1), second, second + 1.0);
                second++;
            }
        }
        return second;
    }

    private static int count(String text, int line) {
        if (!text.matches("\\d{1,7}")) {
            throw new BadTrace(line, "'" + text + "' is not a number of events, a whole number from 0 to 9999999");
        }
        return Integer.parseInt(text);
    }

    /// Multiplies what is written, or thins it.
    record Copies(Pen pen, double factor) {

        void spread(int number, double from, double until) {
            pen.spread(copies(number), from, until);
        }

        void event(double time) {
            for (int i = copies(1); i > 0; i--) {
                pen.event(time);
            }
        }

        /// A fraction of an event is one by that chance.
        private int copies(int number) {
            if (factor >= 1) {
                return (int) Math.round(number * factor);
            }
            int kept = 0;
            for (int i = 0; i < number; i++) {
                kept += pen.random().nextDouble() < factor ? 1 : 0;
            }
            return kept;
        }
    }
}
