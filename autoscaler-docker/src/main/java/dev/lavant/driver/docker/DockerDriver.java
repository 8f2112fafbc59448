package dev.lavant.driver.docker;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.autoscaler.act.Hosting.Station;
import dev.lavant.driver.docker.Containers.Artifacts;
import dev.lavant.driver.docker.Containers.Found;
import dev.lavant.schemas.launch.HostLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs each host in a container of its own. Used by one thread.
///
/// Containers outlive an autoscaler that is killed; the next leader knows them by their labels and takes them over. One
/// that is asked to end lets its hosts finish and leaves none. What a host has printed stays in
/// `<folder>/logs/<hostId>.log` when its container is gone.
final class DockerDriver implements HostDriver {
    private static final Logger LOG = LoggerFactory.getLogger(DockerDriver.class);
    private static final Duration FINISH_GRACE = Duration.ofSeconds(20);
    private static final Duration KILL_GRACE = Duration.ofSeconds(10);

    private final Containers containers;
    private final Station station;
    private final Map<String, HostContainer> running = new LinkedHashMap<>();
    private final List<HostEnd> neverStarted = new ArrayList<>();

    private DockerDriver(Containers containers, Station station) {
        this.containers = containers;
        this.station = station;
    }

    /// Makes sure that the engine answers and has the image.
    ///
    /// @throws IllegalStateException when it does not
    static DockerDriver open(DockerSettings settings, Station station) {
        Path path = station.artifacts().folder().toAbsolutePath();
        var artifacts = new Artifacts(settings.artifacts().orElse(path.toString()), path);
        var containers = Containers.of(settings, artifacts);
        try {
            HostImage.require(containers.engine(), settings);
        } catch (RuntimeException failed) {
            containers.close();
            throw failed;
        }
        return new DockerDriver(containers, station);
    }

    @Override
    public void takeOver() {
        containers.all().stream()
                .filter(found -> !running.containsKey(found.host()))
                .forEach(this::takeOver);
    }

    private void takeOver(Found found) {
        Instant now = station.clock().instant();
        try {
            HostLaunch launch = containers.launch(found);
            var asked = found.draining() ? Optional.of(now) : Optional.<Instant>empty();
            running.put(launch.hostId(), new HostContainer(found.container(), launch, now, asked));
            LOG.atInfo().addKeyValue("host", launch.hostId()).log("host of another autoscaler is taken over");
        } catch (IllegalArgumentException unreadable) {
            LOG.atWarn()
                    .addKeyValue("container", found.name())
                    .setCause(unreadable)
                    .log("a container of this group is no host, it is removed");
            containers.remove(found.container());
        }
    }

    @Override
    public void handOver() {
        running.clear();
    }

    @Override
    public void start(HostLaunch launch) {
        Instant now = station.clock().instant();
        try {
            HostLaunch local = station.artifacts().local(launch);
            String container =
                    containers.start(local, station.owner().schemaIds().get().toEnvironment());
            running.put(launch.hostId(), new HostContainer(container, launch, now, Optional.empty()));
        } catch (RuntimeException cannot) { // of the engine, or of Kafka, which has the jars
            var host = new Host(launch, now, false);
            neverStarted.add(new HostEnd(host, Parting.ABRUPT, "cannot be started: " + cannot));
        }
    }

    /// Nothing can be made ready: an image has no running JVM in it.
    @Override
    public void prepare() {}

    @Override
    public void drain(String hostId) {
        Instant now = station.clock().instant();
        Optional.ofNullable(running.get(hostId))
                .filter(host -> host.drainingSince().isEmpty())
                .ifPresent(host -> {
                    containers.drain(host.container(), hostId);
                    running.put(hostId, host.draining(now));
                });
    }

    /// No line reaches a container's input: the host goes, and one with the other revision is started.
    @Override
    public void hand(HostLaunch launch) {
        drain(launch.hostId());
    }

    @Override
    public List<Host> hosts() {
        return running.values().stream().map(HostContainer::host).toList();
    }

    /// Also kills those that were asked to finish and have not, half a minute after the last attempt's deadline.
    @Override
    public List<HostEnd> ended() {
        var ended = new ArrayList<>(neverStarted);
        neverStarted.clear();
        if (!running.isEmpty()) {
            Map<String, Found> there =
                    containers.all().stream().collect(Collectors.toMap(Found::container, Function.identity()));
            List.copyOf(running.values()).forEach(host -> ended(host, there).ifPresent(ended::add));
        }
        return ended;
    }

    private Optional<HostEnd> ended(HostContainer host, Map<String, Found> there) {
        Found found = there.get(host.container());
        if (found == null) {
            running.remove(host.launch().hostId());
            return Optional.of(new Ending.Gone().of(host.host()));
        }
        if (found.ended()) {
            HostEnd end = containers.ending(found).of(host.host());
            forget(host);
            return Optional.of(end);
        }
        if (host.overdue(station.clock().instant())) {
            LOG.atWarn().addKeyValue("host", host.launch().hostId()).log("host did not finish in time, it is killed");
            containers.kill(host.container());
        }
        return Optional.empty();
    }

    private void forget(HostContainer host) {
        String id = host.launch().hostId();
        containers.keepLog(host.container(), station.folder().resolve("logs").resolve(id + ".log"));
        containers.remove(host.container());
        running.remove(id);
    }

    @Override
    public void close() {
        try {
            List.copyOf(running.keySet()).forEach(this::drain);
            awaitEnds(FINISH_GRACE);
            running.values().forEach(host -> containers.kill(host.container()));
            awaitEnds(KILL_GRACE);
            List.copyOf(running.values()).forEach(this::forget);
        } finally {
            containers.close();
        }
    }

    private void awaitEnds(Duration grace) {
        long until = System.nanoTime() + grace.toNanos();
        running.values()
                .forEach(host -> containers.awaitEnd(
                        host.container(), Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
    }
}
