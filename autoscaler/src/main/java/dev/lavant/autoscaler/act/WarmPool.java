package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hosts that have started and have no function yet. One that is given a function never comes back. Used by one thread.
///
/// A warm host that ends is nobody's failed start.
final class WarmPool {
    private static final Logger LOG = LoggerFactory.getLogger(WarmPool.class);

    /// A host that was given away has the machine for itself for so long.
    private static final Duration REST = Duration.ofSeconds(2);

    /// After one has ended by itself the next may well do so too.
    private static final Duration BACK_OFF = Duration.ofSeconds(30);

    private static final int BASE_36 = 36;

    private final WarmHosts wanted;
    private final PlatformAddress platform;
    private final HostPrograms programs;
    private final Nursery nursery;
    private final Deque<Warm> waiting = new ArrayDeque<>();
    private Instant notBefore = Instant.MIN;
    private int started;

    /// One that waits.
    private record Warm(String id, HostProcess host) {}

    WarmPool(WarmHosts wanted, PlatformAddress platform, HostPrograms programs, Nursery nursery) {
        this.wanted = wanted;
        this.platform = platform;
        this.programs = programs;
        this.nursery = nursery;
    }

    /// Has a warm host run this; empty when none fits or is left.
    Optional<HostProcess> give(HostLaunch launch, Instant now) {
        if (launch.deployment().getMemoryMib() != wanted.memoryMib()) {
            return Optional.empty();
        }
        while (!waiting.isEmpty()) {
            Warm warm = waiting.remove();
            if (taken(warm, launch)) {
                notBefore = now.plus(REST);
                return Optional.of(warm.host());
            }
            lost(warm, now);
        }
        return Optional.empty();
    }

    /// A host that has just died cannot be written to; one that dies with the order in its pipe is a failed start like
    /// any other, which is made again at once.
    private boolean taken(Warm warm, HostLaunch launch) {
        try {
            nursery.rename(warm.id(), launch.hostId());
            var pipe = warm.host().process().getOutputStream();
            pipe.write((launch.order() + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            return warm.host().alive();
        } catch (IOException gone) {
            LOG.atDebug().setCause(gone).log("warm host cannot be given a function");
            nursery.forget(launch.hostId());
            return false;
        }
    }

    private void lost(Warm warm, Instant now) {
        LOG.atWarn()
                .addKeyValue("host", warm.id())
                .log("a warm host has ended before it was given a function, see its log");
        warm.host().process().destroyForcibly();
        warm.host().forget();
        nursery.forget(warm.id());
        notBefore = now.plus(BACK_OFF);
    }

    /// Starts what is missing, and takes note of those that have ended.
    void refill(Instant now) {
        List<Warm> ended = waiting.stream().filter(warm -> !warm.host().alive()).toList();
        waiting.removeAll(ended);
        ended.forEach(warm -> lost(warm, now));
        if (waiting.size() < wanted.count() && !now.isBefore(notBefore)) {
            add(now);
        }
    }

    private void add(Instant now) {
        String id = "warm-" + started++ + "-" + Long.toString(now.toEpochMilli(), BASE_36);
        try {
            List<String> command = programs.warmCommand(id, wanted.memoryMib());
            var program = new Nursery.Program(command, platform.toEnvironment(), wanted.memoryMib());
            waiting.add(new Warm(id, nursery.start(id, program)));
        } catch (IOException cannot) {
            LOG.atWarn().setCause(cannot).log("a warm host cannot be started");
            notBefore = now.plus(BACK_OFF);
        }
    }

    /// Hosts that wait.
    int size() {
        return waiting.size();
    }

    /// Asks all to end; they have nothing to finish.
    List<HostProcess> end() {
        List<Warm> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(warm -> {
            warm.host().process().destroyForcibly();
            nursery.forget(warm.id());
        });
        return all.stream().map(Warm::host).toList();
    }
}
