package dev.lavant.bench;

import java.io.PrintStream;
import java.util.List;

/// How much is measured.
///
/// @param rounds how often each contender runs
/// @param scale factor on the number of events
/// @param only parts of contenders' names; none: all run
/// @param out where figures go
record Plan(int rounds, double scale, List<String> only, PrintStream out) {

    Plan {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, was " + rounds);
        }
        if (scale <= 0) {
            throw new IllegalArgumentException("--scale must be more than 0, was " + scale);
        }
    }

    int events(int usual) {
        return Math.max(1, (int) (usual * scale));
    }

    List<Contender> chosen(List<Contender> all) {
        return all.stream()
                .filter(one -> only.isEmpty() || only.stream().anyMatch(one.name()::contains))
                .toList();
    }
}
