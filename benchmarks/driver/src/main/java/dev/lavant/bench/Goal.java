package dev.lavant.bench;

import java.io.PrintStream;

/// A figure beside what it should be.
///
/// @param what in words, with the limit
/// @param figure what was measured; NaN when it was not
/// @param met whether it is good enough
record Goal(String what, double figure, boolean met) {

    static Goal atLeast(String what, double limit, double figure) {
        return new Goal("%s: at least %s".formatted(what, limit), figure, figure >= limit);
    }

    static Goal atMost(String what, double limit, double figure) {
        return new Goal("%s: at most %s".formatted(what, limit), figure, figure <= limit);
    }

    void print(PrintStream out) {
        String verdict = Double.isNaN(figure) ? "not measured" : "%.2f, %s".formatted(figure, met ? "met" : "NOT MET");
        out.printf("goal: %s. Measured: %s.%n", what, verdict);
    }
}
