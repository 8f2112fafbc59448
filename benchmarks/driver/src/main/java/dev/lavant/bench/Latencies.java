package dev.lavant.bench;

import java.util.List;

/// Times from produce to committed output. Pure.
///
/// @param nanos ascending
/// @param sent events that should have an output; fewer came when a contender did not keep up
record Latencies(List<Long> nanos, int sent) {

    Latencies {
        nanos = nanos.stream().sorted().toList();
    }

    /// Milliseconds within which so many of a hundred came; NaN when none did. What never came counts as slower than
    /// all that did.
    double percentileMillis(double percent) {
        if (nanos.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sent) - 1;
        return rank < nanos.size() ? nanos.get(rank) / 1e6 : Double.POSITIVE_INFINITY;
    }

    int arrived() {
        return nanos.size();
    }
}
