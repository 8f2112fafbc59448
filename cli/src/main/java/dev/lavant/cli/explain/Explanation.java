package dev.lavant.cli.explain;

import static java.util.Locale.ROOT;

import dev.lavant.cli.show.Moment;
import dev.lavant.schemas.PartitionLag;
import dev.lavant.schemas.ScalingDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Why there are so many hosts, in words.
///
/// @param decision the one in force
/// @param changes of the size or the reason, the newest first; that to the decision in force is the first
record Explanation(Instant moment, ScalingDecision decision, List<ScalingDecision> changes) {
    private static final int SHOWN = 6;

    /// Of decisions up to a moment, oldest first, at least one.
    static Explanation of(List<ScalingDecision> decisions, Instant moment) {
        var changes = new ArrayList<ScalingDecision>();
        for (int i = decisions.size() - 1; i >= 0 && changes.size() < SHOWN; i--) {
            if (i == 0 || changed(decisions.get(i - 1), decisions.get(i))) {
                changes.add(decisions.get(i));
            }
        }
        return new Explanation(moment, decisions.getLast(), changes);
    }

    private static boolean changed(ScalingDecision before, ScalingDecision now) {
        return before.getDesired() != now.getDesired() || before.getCode() != now.getCode();
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s at %s: %s, %s since %s"
                .formatted(
                        decision.getFunction(),
                        Moment.shown(moment),
                        hosts(decision.getDesired()),
                        decision.getCode(),
                        Moment.shown(changes.getFirst().getDecidedAt())));
        lines.add("  why       " + decision.getReason());
        lines.add("  seen      " + seen());
        if (decision.getBacklog() >= 0) {
            lines.add("  waiting   " + waiting());
            lines.add("  arriving  " + arriving());
        }
        needs().ifPresent(needs -> lines.add("  needed    " + needs));
        lines.add("  bounds    " + bounds());
        lulls().ifPresent(lulls -> lines.add("  lulls     " + lulls));
        lines.add("  by        %s, decision %d of the autoscaler that leads with epoch %d"
                .formatted(decision.getAlgorithm(), decision.getSequence(), decision.getScalerEpoch()));
        before(lines);
        return lines;
    }

    private void before(List<String> lines) {
        if (changes.size() > 1) {
            lines.add("");
            lines.add("before");
            changes.stream()
                    .skip(1)
                    .map(change -> "  %s  %d -> %d  %s: %s"
                            .formatted(
                                    Moment.shown(change.getDecidedAt()),
                                    change.getCurrent(),
                                    change.getDesired(),
                                    change.getCode(),
                                    change.getReason()))
                    .forEach(lines::add);
        }
    }

    private static String hosts(int number) {
        return number == 1 ? "1 host" : number + " hosts";
    }

    private String seen() {
        return "%d ready, %d starting, %d draining; looked at %s"
                .formatted(
                        decision.getCurrent() - decision.getStarting(),
                        decision.getStarting(),
                        decision.getDraining(),
                        Moment.shown(decision.getDecidedAt()));
    }

    private String waiting() {
        String most = decision.getPartitions().stream()
                .max(Comparator.comparingLong(Explanation::events))
                .filter(partition -> events(partition) > 0)
                .map(partition -> "; %d of them in %s-%d"
                        .formatted(events(partition), partition.getTopic(), partition.getPartition()))
                .orElse("");
        String age = decision.getOldestSeconds() > 0 ? ", the oldest for " + decision.getOldestSeconds() + " s" : "";
        return "%d in %d partitions%s%s; %d in flight"
                .formatted(decision.getBacklog(), decision.getPartitions().size(), age, most, decision.getInFlight());
    }

    private static long events(PartitionLag partition) {
        return Math.max(0, partition.getEnd() - Math.max(partition.getCommitted(), partition.getLogStart()));
    }

    private String arriving() {
        double perHost = 1_000 * decision.getConcurrency() / Math.max(0.001, decision.getServiceMillis());
        return String.format(
                ROOT,
                "%.1f/s (dispersion %.1f); an event takes %.0f ms (%d seen), so a host that runs %d at once does %.1f/s",
                decision.getArrivalPerSec(),
                decision.getDispersion(),
                decision.getServiceMillis(),
                decision.getServiceSamples(),
                decision.getConcurrency(),
                perHost);
    }

    private Optional<String> needs() {
        return decision.getRateNeed() < 0
                ? Optional.empty()
                : Optional.of("%s for what arrives, %d for what waits"
                        .formatted(hosts(decision.getRateNeed()), decision.getBacklogNeed()));
    }

    private String bounds() {
        String bounds = "%s at most; target %s, a host starts in %s"
                .formatted(
                        hosts(decision.getMax()),
                        seconds(decision.getTargetLatencyMillis()),
                        seconds(decision.getStartMillis()));
        return decision.getDownWindowMillis() < 0
                ? bounds
                : bounds + ", and goes when it was not needed for " + seconds(decision.getDownWindowMillis());
    }

    private Optional<String> lulls() {
        if (decision.getKeepMillis() < 0) {
            return Optional.empty();
        }
        String ahead = decision.getPrewarmUntilMillis() == 0
                ? ""
                : "; one is there from %s to %s after the last event"
                        .formatted(seconds(decision.getPrewarmFromMillis()), seconds(decision.getPrewarmUntilMillis()));
        return Optional.of("hosts stay for %s when nothing waits, %s at most%s; nothing has waited for %s"
                .formatted(
                        seconds(decision.getKeepMillis()),
                        seconds(decision.getKeepAliveMillis()),
                        ahead,
                        seconds(decision.getIdleMillis())));
    }

    private static String seconds(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : String.format(ROOT, "%.1f s", millis / 1_000.0);
    }
}
