package dev.lavant.autoscaler.decide;

import dev.lavant.schemas.ScalingCode;
import java.time.Duration;

/// A size with what led to it.
///
/// @param current hosts before
/// @param hosts after
record Sized(Look look, Demand demand, Limit limit, int current, int hosts) {

    private boolean limited() {
        return demand.hosts() > limit.hosts();
    }

    ScalingCode code() {
        if (demand.hosts() == 0) {
            return ScalingCode.ZERO_IDLE;
        }
        if (hosts > current) {
            return up();
        }
        if (hosts < current) {
            return limited() && limit.code() == ScalingCode.CAPPED_BUDGET ? limit.code() : ScalingCode.DOWN;
        }
        if (limited() && hosts == limit.hosts()) {
            return limit.code();
        }
        return unchanged();
    }

    private ScalingCode up() {
        if (current == 0 && demand.code() != ScalingCode.PREWARM) {
            return ScalingCode.WAKE;
        }
        return limited() ? limit.code() : demand.code();
    }

    private ScalingCode unchanged() {
        if (!look.busy()) {
            return demand.code() == ScalingCode.PREWARM ? ScalingCode.PREWARM : ScalingCode.KEEP_ALIVE;
        }
        if (!look.skew().stuck().isEmpty()) {
            return ScalingCode.STUCK_PARTITION;
        }
        return look.skew().hot().isEmpty() ? ScalingCode.STEADY : ScalingCode.HOT_PARTITION;
    }

    String reason(Spec spec) {
        var reason = new StringBuilder(demand.reason());
        if (limited()) {
            reason.append("; ").append(limit.reason());
        }
        if (hosts > Math.min(demand.hosts(), limit.hosts())) {
            reason.append("; %d kept, so many were needed within the last %s"
                    .formatted(hosts, Demand.shown(spec.downWindow())));
        }
        if (demand.hosts() > 0 && !look.busy() && demand.code() != ScalingCode.PREWARM) {
            reason.append("; none goes before nothing has waited for ")
                    .append(Demand.shown(
                            Duration.ofMillis(Math.round(look.plan().keep() * 1_000))));
        }
        return reason.append(unequal()).toString();
    }

    private String unequal() {
        if (!look.busy()) {
            return "";
        }
        String hot = look.skew().hot().isEmpty()
                ? ""
                : "; %s holds more than one host finishes in time, and more hosts do not help: more keys would, or ordering = NONE"
                        .formatted(String.join(", ", look.skew().hot()));
        String stuck = look.skew().stuck().isEmpty()
                ? ""
                : "; %s stands: attempts fail and nothing is committed, it counts as one event"
                        .formatted(String.join(", ", look.skew().stuck()));
        return hot + stuck;
    }
}
