package dev.lavant.autoscaler;

import dev.lavant.schemas.AlertKind;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.Spending;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Notices when a function stops for its budget, and when it may go on. Owned by the control loop's thread.
final class Pauses {
    private final Map<String, Spending> paused = new HashMap<>();
    private final Tell tell;

    /// Whom it tells.
    interface Tell {
        void alert(AlertKind kind, FunctionControl.Step step, Spending budget);
    }

    Pauses(Tell tell) {
        this.tell = tell;
    }

    /// Takes note of a look.
    ///
    /// @param budget that of the function with the least left
    void looked(FunctionControl.Step step, Optional<Spending> budget) {
        String function = step.function().getName();
        boolean stopped = step.decision().code() == ScalingCode.CAPPED_BUDGET
                && step.decision().desired() == 0;
        if (stopped && budget.isPresent()) {
            if (paused.put(function, budget.get()) == null) {
                tell.alert(AlertKind.PAUSED, step, budget.get());
            }
        } else if (paused.containsKey(function)) {
            tell.alert(AlertKind.RESUMED, step, budget.orElse(paused.get(function)));
            paused.remove(function);
        }
    }

    /// Forgets those that are no longer deployed.
    void keepOnly(Collection<String> functions) {
        paused.keySet().retainAll(functions);
    }
}
