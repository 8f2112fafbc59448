package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.HostProcess;
import dev.lavant.autoscaler.act.ProcessDriver;
import dev.lavant.autoscaler.decide.Deadline;
import dev.lavant.autoscaler.decide.Decision;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Observation;
import dev.lavant.autoscaler.decide.Spec;
import dev.lavant.autoscaler.decide.State;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One function's hosts: looks, decides, acts. Owned by the control loop's thread.
final class FunctionControl {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionControl.class);
    private static final Duration START_TIME = Duration.ofSeconds(3);

    private final AutoscalerConfig config;
    private final ProcessDriver driver;
    private final HostReports reports;
    private State state = State.NONE;
    private int failedStarts;

    FunctionControl(AutoscalerConfig config, ProcessDriver driver, HostReports reports) {
        this.config = config;
        this.driver = driver;
        this.reports = reports;
    }

    /// What one look led to.
    record Step(Observation seen, Spec spec, Decision decision) {}

    /// Looks once and does what follows.
    Step step(FunctionDeployment function, Lag lag, Instant now) {
        List<HostProcess> hosts = hostsOf(function.getName());
        hosts.stream().filter(host -> reports.ready(host.launch().hostId())).forEach(this::ready);
        hosts.stream()
                .filter(host -> host.launch().deployment().getRevision() != function.getRevision())
                .forEach(driver::drain);
        var seen = new Observation(now, lag, count(hosts), reports.work(function.getName()));
        var spec = spec(function);
        Decision decision = Deadline.decide(spec, seen, state);
        state = decision.next();
        act(function, hosts, decision.desired());
        return new Step(seen, spec, decision);
    }

    /// A host of this function has ended.
    void ended(ProcessDriver.Ended end) {
        boolean failed = !end.host().wasReady() && !end.host().draining();
        failedStarts += failed ? 1 : 0;
        if (!end.host().draining()) {
            LOG.atWarn()
                    .addKeyValue("host", end.host().launch().hostId())
                    .addKeyValue("exitCode", end.exitCode())
                    .addKeyValue("failedStarts", failedStarts)
                    .log("host has ended unasked");
        }
    }

    /// The function is no longer deployed.
    void remove(String function) {
        hostsOf(function).forEach(driver::drain);
    }

    private void ready(HostProcess host) {
        host.markReady();
        failedStarts = 0;
    }

    private List<HostProcess> hostsOf(String function) {
        return driver.hosts().stream()
                .filter(host -> host.launch().deployment().getName().equals(function))
                .toList();
    }

    private Observation.Hosts count(List<HostProcess> hosts) {
        int draining = (int) hosts.stream().filter(HostProcess::draining).count();
        int ready = (int) hosts.stream()
                .filter(host -> !host.draining() && host.wasReady())
                .count();
        return new Observation.Hosts(ready, hosts.size() - ready - draining, draining, failedStarts);
    }

    private Spec spec(FunctionDeployment function) {
        return new Spec(
                function.getMaxHosts(),
                function.getConcurrency(),
                Duration.ofMillis(function.getTargetLatencyMillis()),
                START_TIME,
                config.keepAlive(),
                config.downWindow());
    }

    private void act(FunctionDeployment function, List<HostProcess> hosts, int desired) {
        List<HostProcess> working =
                hosts.stream().filter(host -> !host.draining()).toList();
        IntStream.range(working.size(), desired).forEach(_ -> start(function));
        working.stream()
                .sorted(Comparator.comparingInt(this::inFlight)
                        .thenComparing(
                                Comparator.comparing(HostProcess::startedAt).reversed()))
                .limit(Math.max(0, working.size() - desired))
                .forEach(driver::drain);
    }

    private int inFlight(HostProcess host) {
        return reports.inFlight(host.launch().hostId()).orElse(0);
    }

    private void start(FunctionDeployment function) {
        Set<Integer> taken = hostsOf(function.getName()).stream()
                .map(host -> host.launch().slot())
                .collect(Collectors.toSet());
        int slot = IntStream.iterate(0, i -> i + 1)
                .filter(i -> !taken.contains(i))
                .findFirst()
                .orElseThrow();
        String id = function.getName() + "-" + slot + "-"
                + Long.toString(Instant.now().toEpochMilli(), 36);
        driver.start(new HostLaunch(
                id,
                slot,
                function,
                config.connection().bootstrapServers(),
                config.connection().schemaRegistry().toString()));
    }
}
