package dev.lavant.simulator.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Arrivals as comma-separated invocations with a heading.
final class Invocations {
    private Invocations() {}

    /// Writes their events.
    ///
    /// @return how long they last, in seconds
    static double write(List<String> lines, int heading, TraceFile.Copies copies) {
        List<String> names = Arrays.stream(lines.get(heading).split(",", -1))
                .map(String::strip)
                .toList();
        int arrival = names.indexOf("timestamp");
        int end = names.indexOf("end_timestamp");
        int duration = names.indexOf("duration");
        if (arrival < 0 && (end < 0 || duration < 0)) {
            throw new BadTrace(
                    heading + 1, "the heading has no column timestamp, nor end_timestamp and duration, it is " + names);
        }
        var times = new ArrayList<Double>();
        for (int i = heading + 1; i < lines.size(); i++) {
            if (!TraceFile.silent(lines.get(i))) {
                var cells = new Cells(lines.get(i).split(",", -1), i + 1);
                times.add(arrival >= 0 ? cells.number(arrival) : cells.number(end) - cells.number(duration));
            }
        }
        double first = times.stream().mapToDouble(time -> time).min().orElse(0);
        times.stream().sorted().forEach(time -> copies.event(time - first));
        return times.stream().mapToDouble(time -> time - first).max().orElse(0) + 1;
    }

    private static final class Cells {
        private final String[] cells;
        private final int line;

        private Cells(String[] cells, int line) {
            this.cells = cells;
            this.line = line;
        }

        private double number(int column) {
            if (column >= cells.length) {
                throw new BadTrace(line, "it has " + cells.length + " columns, too few");
            }
            try {
                double number = Double.parseDouble(cells[column].strip());
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException _) {
                assert cells.length > 0; // told below
            }
            throw new BadTrace(line, "'" + cells[column].strip() + "' is not a time in seconds");
        }
    }
}
