package dev.lavant.autoscaler.act;

import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs hosts as child processes. Used by one thread.
///
/// Each child's standard input is a pipe from this process, which it takes as a sign of life: when this process is
/// gone, however it went, the children end. A start takes a warm host where one fits. What children print goes to
/// `<folder>/logs/<hostId>.log`.
public final class ProcessDriver implements HostDriver {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessDriver.class);
    private static final Duration FINISH_GRACE = Duration.ofSeconds(20);
    private static final Duration KILL_GRACE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final HostPrograms programs;
    private final ArtifactCache artifacts;
    private final Nursery nursery;
    private final List<String> leftBehind;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final List<HostEnd> neverStarted = new ArrayList<>();
    private WarmPool warm;

    /// Ends whatever an earlier autoscaler left in this folder, before anything can be started.
    ///
    /// @param folder for logs and the files of living hosts
    /// @param artifacts where the jars of functions come from
    /// @param owner asked and told
    /// @param clock by which hosts are told to be overdue
    /// @throws IllegalStateException when such a host does not end: started again, it would run twice
    public ProcessDriver(
            Path folder, HostPrograms programs, ArtifactCache artifacts, Hosting.Owner owner, InstantSource clock) {
        this.clock = clock;
        this.programs = programs.verified();
        this.artifacts = artifacts;
        var leftovers = new Leftovers(folder.resolve("hosts"));
        this.leftBehind = leftovers.reap();
        this.nursery = new Nursery(folder.resolve("logs"), leftovers, MemoryGroups.here(), owner);
        this.warm = new WarmPool(WarmHosts.NONE, new PlatformAddress("", ""), this.programs, nursery);
    }

    /// From now on so many hosts wait for a function. To be called before anything is started.
    public void keepWarm(WarmHosts wanted, PlatformAddress platform) {
        warm = new WarmPool(wanted, platform, programs, nursery);
    }

    @Override
    public int warmHosts() {
        return warm.size();
    }

    @Override
    public List<String> leftBehind() {
        return leftBehind;
    }

    @Override
    public void start(HostLaunch launch) {
        Instant now = clock.instant();
        try {
            HostLaunch local = artifacts.local(launch);
            Optional<HostProcess> given = warm.give(local, now);
            HostProcess process = given.isPresent() ? given.get() : spawn(local);
            children.put(launch.hostId(), new Child(launch, process, now));
        } catch (IOException | KafkaException cannot) {
            neverStarted.add(new HostEnd(new Host(launch, now, false), Parting.ABRUPT, "cannot be started: " + cannot));
        }
    }

    private HostProcess spawn(HostLaunch launch) throws IOException {
        var environment = new LinkedHashMap<>(launch.toEnvironment());
        environment.putAll(programs.environment(launch.deployment()));
        return nursery.start(
                launch.hostId(),
                new Nursery.Program(
                        programs.command(launch),
                        environment,
                        launch.deployment().getMemoryMib()));
    }

    @Override
    public void prepare() {
        warm.refill(clock.instant());
    }

    @Override
    public void hand(HostLaunch launch) {
        Optional.ofNullable(children.get(launch.hostId()))
                .ifPresent(child -> child.hand(launch, artifacts.local(launch).order()));
    }

    @Override
    public List<Host> hosts() {
        return children.values().stream().map(Child::host).toList();
    }

    @Override
    public void drain(String hostId) {
        Optional.ofNullable(children.get(hostId)).ifPresent(child -> child.drain(clock.instant()));
    }

    /// Also kills those that were asked to finish and have not, half a minute after the last attempt's deadline.
    @Override
    public List<HostEnd> ended() {
        children.values().stream()
                .filter(child -> child.overdue(clock.instant()))
                .forEach(ProcessDriver::kill);
        var ended = new ArrayList<>(neverStarted);
        neverStarted.clear();
        children.values().stream()
                .filter(child -> !child.process().alive())
                .map(Child::end)
                .forEach(ended::add);
        ended.forEach(end -> forget(end.host().id()));
        return ended;
    }

    private void forget(String hostId) {
        Optional.ofNullable(children.remove(hostId))
                .ifPresent(child -> child.process().forget());
        nursery.forget(hostId);
    }

    private static void kill(Child child) {
        LOG.atWarn().addKeyValue("host", child.host().id()).log("host did not finish in time, it is killed");
        child.process().process().destroyForcibly();
    }

    @Override
    public void close() {
        List<HostProcess> idle = warm.end();
        children.values().forEach(child -> child.drain(clock.instant()));
        awaitExits(idle, FINISH_GRACE);
        children.values().stream().filter(child -> child.process().alive()).forEach(ProcessDriver::kill);
        awaitExits(idle, KILL_GRACE);
        List.copyOf(children.keySet()).forEach(this::forget);
        idle.forEach(HostProcess::forget);
        nursery.close();
    }

    private void awaitExits(List<HostProcess> idle, Duration grace) {
        var exits = Stream.concat(children.values().stream().map(Child::process), idle.stream())
                .map(host -> host.process().onExit());
        try {
            CompletableFuture.allOf(exits.toArray(CompletableFuture[]::new))
                    .get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.atDebug().setCause(late).log("some hosts have not ended yet");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("waiting for an exit cannot fail", impossible);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
