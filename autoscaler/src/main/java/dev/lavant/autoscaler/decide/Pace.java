package dev.lavant.autoscaler.decide;

import java.time.Duration;

/// How fast one host works, and what that means for a target. Times are in seconds.
///
/// @param service mean time of an event
/// @param perHost events a second that one host can do, `concurrency / service`
/// @param target latency, append to committed
/// @param start a new host needs to its first event
/// @param move a partition waits when it goes from one host to another
record Pace(double service, double perHost, double target, double start, double move) {
    private static final double PRIOR_SAMPLES = 20;
    private static final double PRIOR_SERVICE_SECONDS = 0.2;
    private static final double MOST_BUSY = 0.85;
    private static final double LEAST_BUSY = 0.5;
    private static final double LATE = 0.01;
    private static final double IN_TIME = 0.85;
    private static final double JOIN = 0.5;

    static Pace of(Spec spec, Observation.Work work) {
        double service = serviceSeconds(work);
        return new Pace(
                service,
                spec.concurrency() / service,
                seconds(spec.targetLatency()),
                seconds(spec.startTime()),
                seconds(spec.moveTime()));
    }

    /// The mean of what was seen, and of twenty events of 200 ms that were not: a new function is no surprise.
    static double serviceSeconds(Observation.Work work) {
        double seen = seconds(work.busy());
        return (PRIOR_SAMPLES * PRIOR_SERVICE_SECONDS + seen) / (PRIOR_SAMPLES + work.events());
    }

    /// Whether so few events have been seen that the service time is still a guess.
    static boolean guessed(Observation.Work work) {
        return work.events() < PRIOR_SAMPLES;
    }

    /// How busy hosts may be for one event in a hundred to miss the target, waiting for a free place (M/M/c
    /// tail): `u = 1 − ln(100)·S / (c·(L − 4S))`, between 0.5 and 0.85.
    double busy() {
        double spare = perHost * service * (target - 4 * service);
        double busy = spare <= 0 ? LEAST_BUSY : 1 - Math.log(1 / LATE) * service / spare;
        return Math.clamp(busy, LEAST_BUSY, MOST_BUSY);
    }

    /// What is left of the target for an event that has waited so long, with a margin: `0.85·L − waited`.
    double slack(double waited) {
        return IN_TIME * target - waited;
    }

    /// From a decision until the new host works, *T*: its start, and the move of its partitions or, beside no
    /// ready host, the joining of the group.
    double lead(int ready) {
        return start + (ready == 0 ? Math.min(move, JOIN) : move);
    }

    /// What hosts to be started have for what has waited so long. Never less than a third of the target or the
    /// lead, which bounds how hard a backlog pulls: a target that a start alone misses must not start every
    /// host there is.
    double finishWithin(double waited, double lead) {
        return Math.max(slack(waited) - lead, Math.max(target / 3, lead));
    }

    /// What one host finishes within the target.
    double inTime() {
        return Math.max(1, perHost * slack(0));
    }

    /// Whether an event that finds no host can be done in time: half a second to see it, the start, half a
    /// second to join, and three times the mean service time.
    boolean coldStartInTime() {
        return 0.5 + start + 0.5 + 3 * service <= target;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
