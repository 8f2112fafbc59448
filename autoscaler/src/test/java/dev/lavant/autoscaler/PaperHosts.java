package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.wire.Connection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Hosts that are written down, in a time that a test tells.
final class PaperHosts implements HostDriver {
    private final List<HostLaunch> launched = new ArrayList<>();
    private final List<Host> living = new ArrayList<>();
    private Instant now;

    PaperHosts(Instant now) {
        this.now = now;
    }

    /// One function's control over them.
    FunctionControl control(HostReports reports, Recollection before) {
        return new FunctionControl(config(), this, reports, before);
    }

    private static AutoscalerConfig config() {
        return new AutoscalerConfig(
                Connection.to("localhost:1", URI.create("http://localhost:1")),
                Path.of("unused"),
                new HostPrograms(ScaledPlatform.java(), List.of(Path.of("host.jar")), HostPrograms.HOST_MAIN),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                WarmHosts.NONE,
                AutoscalerConfig.Succession.NEW_HOSTS,
                Seat.ALONE,
                AutoscalerConfig.UNBOUNDED);
    }

    /// From now on it is this time.
    void at(Instant time) {
        now = time;
    }

    /// All that were ever asked for.
    List<HostLaunch> launched() {
        return List.copyOf(launched);
    }

    /// Those that were asked to have finished.
    List<HostEnd> endDrained() {
        List<HostEnd> ends = living.stream()
                .filter(Host::draining)
                .map(host -> new HostEnd(host, Parting.CLEAN, "as told"))
                .toList();
        living.removeIf(Host::draining);
        return ends;
    }

    /// All end.
    List<HostEnd> end(Parting parting) {
        List<HostEnd> ends = living.stream()
                .map(host -> new Host(host.launch(), host.startedAt(), host.draining() || parting == Parting.CLEAN))
                .map(host -> new HostEnd(host, parting, "as told"))
                .toList();
        living.clear();
        return ends;
    }

    @Override
    public void start(HostLaunch launch) {
        launched.add(launch);
        living.add(new Host(launch, now, false));
    }

    @Override
    public void prepare() {}

    @Override
    public void drain(String hostId) {
        living.replaceAll(host -> host.id().equals(hostId) ? new Host(host.launch(), host.startedAt(), true) : host);
    }

    @Override
    public void hand(HostLaunch launch) {}

    @Override
    public List<Host> hosts() {
        return List.copyOf(living);
    }

    @Override
    public List<HostEnd> ended() {
        return List.of();
    }

    @Override
    public void close() {}
}
