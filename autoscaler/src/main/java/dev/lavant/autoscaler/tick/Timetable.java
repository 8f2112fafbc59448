package dev.lavant.autoscaler.tick;

import dev.lavant.schemas.FunctionDeployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The schedules that are deployed, each read once. Used by one thread.
final class Timetable {
    private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);

    private Map<String, FunctionDeployment> deployed = Map.of();
    private Map<String, Scheduled> scheduled = Map.of();

    /// Those of functions that are not paused.
    ///
    /// @param functions the same map as long as nothing was deployed
    List<Scheduled> running(Map<String, FunctionDeployment> functions) {
        if (!functions.equals(deployed)) {
            read(functions);
        }
        return List.copyOf(scheduled.values());
    }

    private void read(Map<String, FunctionDeployment> functions) {
        var now = new HashMap<String, Scheduled>();
        functions.values().stream()
                .filter(function -> function.getSchedule() != null && !function.getPaused())
                .forEach(function -> readable(function).ifPresent(schedule -> now.put(function.getName(), schedule)));
        deployed = functions;
        scheduled = now;
    }

    private static Optional<Scheduled> readable(FunctionDeployment function) {
        try {
            return Optional.of(Scheduled.of(function.getName(), function.getSchedule()));
        } catch (IllegalArgumentException wrong) {
            LOG.atError()
                    .addKeyValue("function", function.getName())
                    .addKeyValue("error", wrong.getMessage())
                    .log("schedule cannot be read, its ticks are not sent: deploy the function again");
            return Optional.empty();
        }
    }
}
