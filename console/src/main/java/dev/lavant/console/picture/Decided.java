package dev.lavant.console.picture;

import dev.lavant.schemas.ScalingDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A scaling decision for people: what, why, and from which numbers.
///
/// @param at milliseconds since 1970
/// @param before hosts that the decision before called for; -1 when that one is not known
public record Decided(
        long at, String function, int before, int desired, String code, String reason, List<Input> inputs) {
    private static final double MILLIS_PER_SECOND = 1_000;

    /// One number that it rests on, with its unit; "unknown" where there was none.
    public record Input(String name, String value) {}

    static Decided of(ScalingDecision decision, int before) {
        return new Decided(
                decision.getDecidedAt().toEpochMilli(),
                decision.getFunction(),
                before,
                decision.getDesired(),
                decision.getCode().name(),
                decision.getReason(),
                inputs(decision));
    }

    private static List<Input> inputs(ScalingDecision it) {
        var inputs = new ArrayList<Input>();
        inputs.add(new Input("waiting", known(it.getBacklog(), "")));
        inputs.add(new Input("oldest waits", known(it.getOldestSeconds(), " s")));
        inputs.add(new Input("arriving", decimal(it.getArrivalPerSec()) + " a second"));
        inputs.add(new Input("burstiness", decimal(it.getDispersion())));
        inputs.add(new Input(
                "an event takes",
                it.getServiceSamples() == 0
                        ? "unknown"
                        : decimal(it.getServiceMillis()) + " ms, of " + it.getServiceSamples()));
        inputs.add(new Input("in flight", Integer.toString(it.getInFlight())));
        inputs.add(new Input(
                "hosts", it.getCurrent() + " (" + it.getStarting() + " starting), " + it.getDraining() + " draining"));
        inputs.add(new Input("needed for what arrives", known(it.getRateNeed(), "")));
        inputs.add(new Input("needed for what waits", known(it.getBacklogNeed(), "")));
        inputs.add(new Input(
                "at most", it.getMax() + " hosts, " + it.getPartitions().size() + " partitions"));
        inputs.add(new Input("at once in a host", Integer.toString(it.getConcurrency())));
        inputs.add(new Input("target latency", seconds(it.getTargetLatencyMillis())));
        inputs.add(new Input("a start takes", seconds(it.getStartMillis())));
        inputs.add(new Input("idle for", seconds(it.getIdleMillis())));
        inputs.add(new Input("kept when idle", known(it.getKeepMillis(), " ms")));
        inputs.add(new Input("rule", it.getAlgorithm()));
        return List.copyOf(inputs);
    }

    private static String known(long value, String unit) {
        return value < 0 ? "unknown" : value + unit;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String seconds(long millis) {
        return decimal(millis / MILLIS_PER_SECOND) + " s";
    }
}
