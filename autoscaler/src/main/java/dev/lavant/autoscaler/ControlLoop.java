package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One round for all functions: what has ended, what is deployed, what waits, what follows. Used by one thread.
///
/// A fault of one function is logged and leaves its hosts as they are; the others go on.
final class ControlLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

    private static final Duration LONG_START = Duration.ofSeconds(30);

    private final AutoscalerConfig config;
    private final HostDriver driver;
    private final HostReports reports;
    private final Journal journal;
    private final Map<String, FunctionControl> controls = new HashMap<>();
    private final Rests rests = new Rests();

    ControlLoop(AutoscalerConfig config, HostDriver driver, HostReports reports, Journal journal) {
        this.config = config;
        this.driver = driver;
        this.reports = reports;
        this.journal = journal;
    }

    /// The functions that are to be looked at now: all but those that rest.
    ///
    /// @param rung partitions in which something has arrived since the last call
    List<FunctionDeployment> due(Map<String, FunctionDeployment> deployed, Set<TopicPartition> rung) {
        driver.ended().forEach(this::ended);
        rests.rung(rung);
        rests.keepOnly(deployed.keySet());
        return rests.due(deployed.values(), Instant.now());
    }

    /// Goes once round.
    ///
    /// @param deployed all functions
    /// @param lags of those that are due
    /// @return where the next event of each function that rests will be
    Map<TopicPartition, Long> turn(
            Map<String, FunctionDeployment> deployed, List<FunctionDeployment> due, Map<String, Lag> lags) {
        due.forEach(function -> step(function, lags).ifPresent(rests::looked));
        controls.keySet().removeIf(function -> !deployed.containsKey(function) && gone(function));
        return rests.bells();
    }

    /// Whether no host is on its way. One that has not been ready for so long is not waited for.
    boolean settled(Instant now) {
        return driver.hosts().stream()
                .allMatch(host -> host.draining()
                        || reports.ready(host.id())
                        || host.startedAt().plus(LONG_START).isBefore(now));
    }

    private void ended(HostEnd end) {
        rests.wake(end.host().function());
        control(end.host().function()).ended(end);
        journal.ended(end.host().id());
    }

    private Optional<FunctionControl.Step> step(FunctionDeployment function, Map<String, Lag> lags) {
        try {
            Lag lag = lags.getOrDefault(function.getName(), new Lag.Unknown("not read"));
            FunctionControl.Step step = control(function.getName()).step(function, lag, Instant.now());
            journal.decided(step);
            return Optional.of(step);
        } catch (RuntimeException failed) {
            LOG.atError()
                    .addKeyValue("function", function.getName())
                    .setCause(failed)
                    .log("function not scaled this time");
            return Optional.empty();
        }
    }

    /// Drains a function's hosts; true when none is left.
    private boolean gone(String function) {
        control(function).remove(function);
        return driver.hosts().stream().noneMatch(host -> host.function().equals(function));
    }

    private FunctionControl control(String function) {
        return controls.computeIfAbsent(function, _ -> new FunctionControl(config, driver, reports));
    }
}
