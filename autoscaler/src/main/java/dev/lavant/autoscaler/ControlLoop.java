package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.decide.Allowance;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.Bells;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingMemory;
import dev.lavant.schemas.TenantCaps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
    private final InstantSource clock;
    private final Map<String, FunctionControl> controls = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Rests rests = new Rests();
    private final Memory memory;
    private final Budgets budgets;
    private final Pauses pauses;
    private Map<String, ScalingMemory> before = Map.of();
    private OptionalLong epoch = OptionalLong.empty();

    ControlLoop(
            AutoscalerConfig config,
            HostDriver driver,
            HostReports reports,
            Journal journal,
            InstantSource clock,
            BudgetTopics budgets,
            Supplier<Map<String, TenantCaps>> tenants) {
        this.config = config;
        this.driver = driver;
        this.reports = reports;
        this.journal = journal;
        this.clock = clock;
        this.memory = new Memory(config.memoryForFunctions(), tenants);
        this.budgets = new Budgets(budgets::spending, driver);
        this.pauses = new Pauses(budgets::tell);
    }

    /// This autoscaler leads. When another one has, or nobody did, it goes on where that one was.
    ///
    /// @param handedOn what the leader before knew, by function
    void lead(long epoch, Supplier<Map<String, ScalingMemory>> handedOn) {
        if (this.epoch.isEmpty()) {
            before = handedOn.get();
        }
        if (this.epoch.isEmpty() || this.epoch.getAsLong() != epoch) {
            driver.takeOver();
            controls.values().forEach(FunctionControl::keepNews);
            journal.lead(epoch);
            this.epoch = OptionalLong.of(epoch);
        }
    }

    /// Another autoscaler leads: hosts that live and die with this one finish what they have, and what it knew is out
    /// of date.
    ///
    /// @return what the doorbell is to listen to no longer
    Bells follow() {
        driver.handOver();
        driver.ended().forEach(end -> journal.ended(end.host().id()));
        controls.clear();
        rests.keepOnly(Set.of());
        before = Map.of();
        epoch = OptionalLong.empty();
        return rests.bells();
    }

    /// This autoscaler ends: its hosts finish what they have.
    void end() {
        driver.hosts().forEach(host -> driver.drain(host.id()));
    }

    /// What has been learned since this was last asked, by function; empty of one that was removed.
    Map<String, Optional<ScalingMemory>> news() {
        Instant now = clock.instant();
        var news = new HashMap<String, Optional<ScalingMemory>>();
        removed.forEach(function -> news.put(function, Optional.empty()));
        removed.clear();
        controls.forEach((function, control) ->
                control.news().ifPresent(known -> news.put(function, Optional.of(known.record(function, now)))));
        return news;
    }

    /// The functions that are to be looked at now: all but those that rest.
    ///
    /// @param rung partitions in which something has arrived since the last call
    List<FunctionDeployment> due(Map<String, FunctionDeployment> deployed, Set<TopicPartition> rung) {
        driver.ended().forEach(this::ended);
        rests.rung(rung);
        rests.keepOnly(deployed.keySet());
        memory.keepOnly(deployed.keySet());
        budgets.keepOnly(deployed.keySet());
        pauses.keepOnly(deployed.keySet());
        return rests.due(deployed.values(), clock.instant());
    }

    /// Goes once round.
    ///
    /// @param deployed all functions
    /// @param lags of those that are due
    /// @param mayAct asked before each function: from when it is false nothing is decided
    /// @return what the doorbell is to listen to: the next event of each function that rests
    Bells turn(
            Map<String, FunctionDeployment> deployed,
            List<FunctionDeployment> due,
            Map<String, Lag> lags,
            BooleanSupplier mayAct) {
        due.stream()
                .takeWhile(_ -> mayAct.getAsBoolean())
                .forEach(function -> step(function, lags).ifPresent(rests::looked));
        List<String> gone = controls.keySet().stream()
                .filter(function -> !deployed.containsKey(function) && gone(function))
                .toList();
        removed.addAll(gone);
        controls.keySet().removeAll(gone);
        return rests.bells();
    }

    /// Whether no host is on its way. One that has not been ready for so long is not waited for.
    boolean settled() {
        Instant now = clock.instant();
        return driver.hosts().stream()
                .allMatch(host -> host.draining()
                        || reports.ready(host.id())
                        || host.startedAt().plus(LONG_START).isBefore(now));
    }

    private void ended(HostEnd end) {
        rests.wake(end.host().function());
        budgets.ended(end.host(), clock.instant());
        control(end.host().function()).ended(end);
        journal.ended(end.host().id());
    }

    private Optional<FunctionControl.Step> step(FunctionDeployment function, Map<String, Lag> lags) {
        try {
            Lag lag = lags.getOrDefault(function.getName(), new Lag.Unknown("not read"));
            Instant now = clock.instant();
            Allowance allowance = budgets.allowance(function, lag, now);
            FunctionControl.Step step = control(function.getName()).step(function, lag, memory, allowance, now);
            memory.looked(step);
            pauses.looked(step, budgets.tightest(function));
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
        return controls.computeIfAbsent(
                function, name -> new FunctionControl(config, driver, reports, recollection(name)));
    }

    private Recollection recollection(String function) {
        return Optional.ofNullable(before.get(function))
                .map(record -> Recollection.of(record, clock.instant()))
                .orElse(Recollection.NONE);
    }
}
