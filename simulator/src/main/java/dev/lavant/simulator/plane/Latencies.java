package dev.lavant.simulator.plane;

/// How long events took, to a hundredth of each time.
final class Latencies {
    private static final double STEP = Math.log(1.01);
    private static final double SHORTEST = 0.001;

    private final double target;
    private final long[] counts = new long[2_048];
    private long events;
    private long late;

    Latencies(double target) {
        this.target = target;
    }

    void add(double seconds) {
        events++;
        late += seconds > target ? 1 : 0;
        int bucket = (int) (Math.log(Math.max(1, seconds / SHORTEST)) / STEP);
        counts[Math.min(bucket, counts.length - 1)]++;
    }

    /// The share of those later than the target, and of those that never came.
    double lateShare(long expected) {
        return expected == 0 ? 0 : (double) (late + expected - events) / expected;
    }

    double quantile(double share) {
        long rank = (long) Math.ceil(share * events);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return SHORTEST * Math.exp((i + 0.5) * STEP);
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
