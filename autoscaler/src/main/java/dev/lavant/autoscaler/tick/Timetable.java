package dev.lavant.autoscaler.tick;

import dev.lavant.schemas.FunctionDeployment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The schedules that are deployed, each read once. Used by one thread.
final class Timetable {
    private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);

    private Map<String, FunctionDeployment> deployed = Map.of();
    private Set<Scheduled> scheduled = Set.of();

    /// Those of functions that are not paused.
    ///
    /// @param functions the same map as long as nothing was deployed
    Set<Scheduled> running(Map<String, FunctionDeployment> functions) {
        if (!functions.equals(deployed)) {
            read(functions);
        }
        return scheduled;
    }

    private void read(Map<String, FunctionDeployment> functions) {
        deployed = functions;
        scheduled = functions.values().stream()
                .filter(function -> function.getSchedule() != null && !function.getPaused())
                .flatMap(function -> readable(function).stream())
                .collect(Collectors.toUnmodifiableSet());
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
