package dev.lavant.autoscaler.decide;

import dev.lavant.schemas.ScalingCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The most hosts that may be had now, and what limits them.
///
/// @param hosts at most
/// @param code for machines
/// @param reason for people
record Limit(int hosts, ScalingCode code, String reason) {
    private static final int TOLERATED_FAILURES = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;

    /// The lowest of all limits; of equal ones the first in this order.
    static Limit of(Spec spec, Observation seen, int partitions, Optional<State.Failed> failed, State.Learned learned) {
        return Stream.of(
                        afterFailures(seen, failed),
                        afterRestart(seen, learned),
                        inVain(seen, learned),
                        Optional.of(new Limit(
                                spec.maxHosts(),
                                ScalingCode.CAPPED_MAX,
                                "%d are the most that are allowed".formatted(spec.maxHosts()))),
                        forEachPartition(spec, partitions),
                        withinBudgets(spec),
                        besideOthers(spec),
                        whileGuessing(seen))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(Limit::hosts))
                .orElseThrow();
    }

    private static Optional<Limit> afterRestart(Observation seen, State.Learned learned) {
        return learned.unsure() == 0
                ? Optional.empty()
                : Optional.of(new Limit(
                        Math.max(1, seen.hosts().current()),
                        ScalingCode.HOLD_RESTART,
                        "none is added before the second look after a restart"));
    }

    private static Optional<Limit> inVain(Observation seen, State.Learned learned) {
        return learned.effect().inVain(seen.at())
                ? Optional.of(
                        new Limit(
                                Math.max(1, seen.hosts().current()),
                                ScalingCode.INEFFECTIVE,
                                "more hosts twice did less than a tenth of what they promised, so none is added for five minutes"))
                : Optional.empty();
    }

    private static Optional<Limit> besideOthers(Spec spec) {
        return spec.share().equals(Share.UNBOUNDED)
                ? Optional.empty()
                : Optional.of(new Limit(
                        spec.share().hosts(), spec.share().code(), spec.share().reason()));
    }

    private static Optional<Limit> withinBudgets(Spec spec) {
        return spec.allowance().equals(Allowance.UNBOUNDED)
                ? Optional.empty()
                : Optional.of(new Limit(
                        spec.allowance().hosts(),
                        ScalingCode.CAPPED_BUDGET,
                        spec.allowance().reason()));
    }

    private static Optional<Limit> forEachPartition(Spec spec, int partitions) {
        return switch (spec.sharing()) {
            case BY_PARTITION ->
                Optional.of(new Limit(
                        partitions,
                        ScalingCode.CAPPED_PARTITIONS,
                        "%d are useful, one for each partition".formatted(partitions)));
            case BY_EVENT -> Optional.empty();
        };
    }

    /// No further start while a back-off runs: 2, 4, 8 … 64 s after the third failed start in a row, and the
    /// next.
    private static Optional<Limit> afterFailures(Observation seen, Optional<State.Failed> failed) {
        return failed.filter(last -> last.starts() >= TOLERATED_FAILURES)
                .filter(last -> Duration.between(last.at(), seen.at()).compareTo(backoff(last.starts())) < 0)
                .map(last -> new Limit(
                        seen.hosts().current(),
                        ScalingCode.START_FAILED,
                        "%d starts in a row have failed, the last one with %s; the next one comes %s after that"
                                .formatted(
                                        last.starts(), seen.failures().last(), Demand.shown(backoff(last.starts())))));
    }

    private static Duration backoff(int starts) {
        return FIRST_BACKOFF.multipliedBy(1L << Math.min(starts - TOLERATED_FAILURES, MOST_DOUBLINGS));
    }

    /// At most twice as many as have proved that they start, and as run anyway.
    private static Optional<Limit> whileGuessing(Observation seen) {
        int most = Math.max(1, Math.max(2 * seen.hosts().ready(), seen.hosts().current()));
        return Pace.guessed(seen.work())
                ? Optional.of(new Limit(
                        most,
                        ScalingCode.HOLD_WARMUP,
                        "at most %d until 20 events have shown how long one takes".formatted(most)))
                : Optional.empty();
    }
}
