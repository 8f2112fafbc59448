package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    ControlLoop(AutoscalerConfig config, HostDriver driver, HostReports reports, Journal journal) {
        this.config = config;
        this.driver = driver;
        this.reports = reports;
        this.journal = journal;
    }

    /// Goes once round.
    ///
    /// @return where the next event of each function without hosts will be
    Map<TopicPartition, Long> turn(Map<String, FunctionDeployment> deployed, Map<String, Lag> lags) {
        driver.ended().forEach(this::ended);
        Map<TopicPartition, Long> dormant = new HashMap<>();
        deployed.values()
                .forEach(function -> step(function, lags)
                        .filter(FunctionControl.Step::dormant)
                        .ifPresent(step -> dormant.putAll(ends(step.seen().lag()))));
        controls.keySet().removeIf(function -> !deployed.containsKey(function) && gone(function));
        return dormant;
    }

    /// Whether no host is on its way. One that has not been ready for so long is not waited for.
    boolean settled(Instant now) {
        return driver.hosts().stream()
                .allMatch(host -> host.draining()
                        || reports.ready(host.id())
                        || host.startedAt().plus(LONG_START).isBefore(now));
    }

    private void ended(HostEnd end) {
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

    private static Map<TopicPartition, Long> ends(Lag lag) {
        return switch (lag) {
            case Lag.Known known
            when known.events() == 0 ->
                known.partitions().stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(partition.topic(), partition.partition()),
                                Lag.Partition::end));
            case Lag.Known _, Lag.Unknown _ -> Map.of();
        };
    }
}
