package dev.lavant.autoscaler;

import dev.lavant.autoscaler.AutoscalerConfig.Succession;
import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.decide.Allowance;
import dev.lavant.autoscaler.decide.Deadline;
import dev.lavant.autoscaler.decide.Decision;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Observation;
import dev.lavant.autoscaler.decide.Share;
import dev.lavant.autoscaler.decide.Spec;
import dev.lavant.autoscaler.decide.State;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.HostLaunch.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// One function's hosts: looks, decides, acts. Owned by the control loop's thread.
final class FunctionControl {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionControl.class);
    private static final int BASE_36 = 36;

    /// A start is given up after a minute, or after so many times what 19 in 20 took.
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private static final int SLOWER = 4;
    private static final Set<ScalingCode> NONE_WANTED =
            Set.of(ScalingCode.ZERO_IDLE, ScalingCode.PAUSED, ScalingCode.CAPPED_BUDGET);

    private final AutoscalerConfig config;
    private final HostDriver driver;
    private final HostReports reports;
    private Starts starts = new Starts();
    private StartTimes startTimes;
    private final Set<String> timed = new HashSet<>();
    private State state;
    private boolean handedOn = true;
    private Optional<Lag.Known> done = Optional.empty();
    private int revision;

    /// @param before what was known of the function
    FunctionControl(AutoscalerConfig config, HostDriver driver, HostReports reports, Recollection before) {
        this.config = config;
        this.driver = driver;
        this.reports = reports;
        this.state = before.state();
        this.startTimes = before.starts();
    }

    /// What one look led to.
    record Step(FunctionDeployment function, Observation seen, Spec spec, Decision decision) {}

    /// Looks once and does what follows.
    ///
    /// @param memory for all hosts
    /// @param allowance what budgets leave to it
    Step step(FunctionDeployment function, Lag lag, Memory memory, Allowance allowance, Instant now) {
        begin(function.getRevision());
        handInPlace(function);
        giveUpThoseNeverReady(function, now);
        List<Host> hosts = hostsOf(function.getName());
        Observation seen = observe(function, hosts, hosts.isEmpty() ? asTold(lag) : sinceHostsRun(function, lag), now);
        Spec spec = spec(function, memory.share(function), allowance);
        Decision decision = Deadline.decide(spec, seen, state);
        state = decision.next();
        handedOn = false;
        act(function, decision.desired(), memory, now);
        drainOlder(function, hosts, seen.hosts().ready(), decision);
        return new Step(function, seen, spec, decision);
    }

    /// What has been learned since this was last asked; empty when nothing has.
    Optional<Recollection> news() {
        if (handedOn) {
            return Optional.empty();
        }
        handedOn = true;
        return Optional.of(new Recollection(state, startTimes));
    }

    /// What was learned was not handed on.
    void keepNews() {
        handedOn = false;
    }

    private Lag asTold(Lag lag) {
        done = Optional.empty();
        return lag;
    }

    /// Kafka may tell that what a share group has done is not done, when the lock of a host that died runs out (ADR
    /// 0010, 11). While hosts run none of it comes again.
    private Lag sinceHostsRun(FunctionDeployment function, Lag lag) {
        if (function.getOrdering() != EventOrdering.NONE || !(lag instanceof Lag.Known told)) {
            return lag;
        }
        Lag.Known kept = done.map(told::keeping).orElse(told);
        done = Optional.of(kept);
        return kept;
    }

    /// A host of this function has ended.
    void ended(HostEnd end) {
        if (end.host().revision() == revision) {
            starts.ended(end);
        }
        LOG.atLevel(end.host().draining() ? Level.INFO : Level.WARN)
                .addKeyValue("function", end.host().function())
                .addKeyValue("host", end.host().id())
                .addKeyValue("how", end.how())
                .addKeyValue("asked", end.host().draining())
                .addKeyValue("failedStarts", starts.failures().inARow())
                .log("host has ended");
    }

    /// The function is no longer deployed.
    void remove(String function) {
        hostsOf(function).forEach(host -> driver.drain(host.id()));
    }

    /// What failed to start in another revision says nothing of this one.
    private void begin(int newest) {
        if (newest != revision) {
            revision = newest;
            starts = new Starts();
        }
    }

    /// Hosts of an earlier revision work on until as many of this one are ready, or as are wanted. So one that does
    /// not start takes nothing down. All are in one consumer group: an event is committed by one of them.
    private void drainOlder(FunctionDeployment function, List<Host> hosts, int ready, Decision decision) {
        boolean noneWanted = decision.desired() == 0 && NONE_WANTED.contains(decision.code());
        List<Host> older = hosts.stream()
                .filter(host -> host.revision() != function.getRevision() && !host.draining())
                .toList();
        boolean replaced = ready > 0 && ready >= Math.min(decision.desired(), older.size());
        if (noneWanted || replaced) {
            older.forEach(host -> driver.drain(host.id()));
        }
    }

    /// In development running hosts take the new code themselves.
    private void handInPlace(FunctionDeployment function) {
        if (config.succession() == Succession.IN_PLACE
                && function.getArtifacts().isEmpty()) {
            hostsOf(function.getName()).stream()
                    .filter(host -> host.revision() != function.getRevision() && !host.draining())
                    .map(host -> host.launch().with(function))
                    .forEach(driver::hand);
        }
    }

    /// A host that hangs before it takes events would hold its place, and its function, for ever.
    private void giveUpThoseNeverReady(FunctionDeployment function, Instant now) {
        Duration patience = patience();
        working(function, hostsOf(function.getName())).stream()
                .filter(host -> !starts.wasReady(host.id()) && !reports.ready(host.id()))
                .filter(host -> Duration.between(host.startedAt(), now).compareTo(patience) > 0)
                .forEach(host -> {
                    driver.drain(host.id());
                    starts.givenUp("not ready after " + patience.toSeconds() + " s");
                });
    }

    private Duration patience() {
        Duration usual = startTimes.p95().multipliedBy(SLOWER);
        return usual.compareTo(LONGEST_START) > 0 ? usual : LONGEST_START;
    }

    private static List<Host> working(FunctionDeployment function, List<Host> hosts) {
        return hosts.stream()
                .filter(host -> !host.draining() && host.revision() == function.getRevision())
                .toList();
    }

    private List<Host> hostsOf(String function) {
        return driver.hosts().stream()
                .filter(host -> host.function().equals(function))
                .toList();
    }

    private Observation observe(FunctionDeployment function, List<Host> hosts, Lag lag, Instant now) {
        hosts.stream().filter(host -> reports.ready(host.id())).forEach(host -> ready(host, now));
        timed.retainAll(hosts.stream().map(Host::id).toList());
        List<Host> working = working(function, hosts);
        int draining = (int) hosts.stream().filter(Host::draining).count();
        int ready = (int)
                working.stream().filter(host -> starts.wasReady(host.id())).count();
        int inFlight = hosts.stream().mapToInt(this::inFlight).sum();
        return new Observation(
                now,
                lag,
                new Observation.Hosts(
                        ready, working.size() - ready, draining, hosts.size() - working.size() - draining),
                reports.work(function, inFlight),
                starts.failures());
    }

    private void ready(Host host, Instant now) {
        starts.ready(host.id(), now);
        if (timed.add(host.id())) {
            startTimes = startTimes.plus(Duration.between(host.startedAt(), now));
        }
    }

    private Spec spec(FunctionDeployment function, Share share, Allowance allowance) {
        return new Spec(
                function.getPaused() ? Spec.Wanted.PAUSED : Spec.Wanted.RUNNING,
                function.getOrdering() == EventOrdering.NONE ? Spec.Sharing.BY_EVENT : Spec.Sharing.BY_PARTITION,
                function.getMaxHosts(),
                function.getConcurrency(),
                Duration.ofMillis(function.getTargetLatencyMillis()),
                startTimes.p95(),
                config.keepAlive(),
                config.downWindow(),
                share,
                allowance);
    }

    /// Starts what is missing and fits beside those that still finish; of those too many, the idle go first, then the
    /// young.
    private void act(FunctionDeployment function, int desired, Memory memory, Instant now) {
        List<Host> working = working(function, hostsOf(function.getName()));
        IntStream.range(working.size(), desired)
                .takeWhile(_ -> memory.fits(function, driver.hosts()))
                .forEach(_ -> start(function, now));
        working.stream()
                .sorted(Comparator.comparingInt(this::inFlight)
                        .thenComparing(Comparator.comparing(Host::startedAt).reversed()))
                .limit(Math.max(0, working.size() - desired))
                .forEach(host -> driver.drain(host.id()));
    }

    private int inFlight(Host host) {
        return reports.inFlight(host.id()).orElse(0);
    }

    private void start(FunctionDeployment function, Instant now) {
        List<HostLaunch> others =
                hostsOf(function.getName()).stream().map(Host::launch).toList();
        int slot = free(others);
        String startedAt = Long.toString(now.toEpochMilli(), BASE_36);
        driver.start(new HostLaunch(
                function.getName() + "-" + slot + "-" + startedAt,
                slot,
                function,
                config.connection().bootstrapServers(),
                config.connection().schemaRegistry().toString(),
                others.isEmpty() ? starts.first() : Company.AMONG_OTHERS));
    }

    private static int free(List<HostLaunch> others) {
        Set<Integer> taken = others.stream().map(HostLaunch::slot).collect(Collectors.toSet());
        return IntStream.iterate(0, i -> i + 1)
                .filter(i -> !taken.contains(i))
                .findFirst()
                .orElseThrow();
    }
}
