package dev.lavant.host;

import dev.lavant.host.meter.HostHours;
import dev.lavant.host.meter.SharedTime;
import dev.lavant.host.meter.SharedTime.Meanwhile;
import dev.lavant.schemas.UsageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a host does with its life while no event runs: told by the engine, written down now and then.
///
/// Owned by the engine's thread.
final class Life {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final SharedTime shared;
    private final Instant startedAt;
    private final long startedNanos;
    private long writtenNanos;

    private Life(SharedTime shared, Instant startedAt, long startedNanos) {
        this.shared = shared;
        this.startedAt = startedAt;
        this.startedNanos = startedNanos;
        this.writtenNanos = startedNanos;
    }

    /// A life that began a while ago.
    static Life since(Instant startedAt) {
        long age = Math.max(0, Duration.between(startedAt, Instant.now()).toNanos());
        long startedNanos = System.nanoTime() - age;
        return new Life(new SharedTime(startedNanos), startedAt, startedNanos);
    }

    SharedTime shared() {
        return shared;
    }

    void meanwhile(Meanwhile what) {
        shared.meanwhile(what, System.nanoTime());
    }

    boolean due() {
        return System.nanoTime() - writtenNanos >= INTERVAL.toNanos();
    }

    /// The time since the last call in which no event ran.
    List<HostHours> take() {
        long now = System.nanoTime();
        writtenNanos = now;
        long[] between = shared.takeBetween(now);
        var hours = new ArrayList<HostHours>();
        for (Meanwhile what : Meanwhile.values()) {
            if (between[what.ordinal()] > 0) {
                hours.add(new HostHours(kind(what), between[what.ordinal()], startedAt, now - startedNanos));
            }
        }
        return hours;
    }

    private static UsageKind kind(Meanwhile what) {
        return switch (what) {
            case STARTING -> UsageKind.INIT;
            case WAITING -> UsageKind.IDLE;
            case KEEPING_ALIVE -> UsageKind.KEEP_ALIVE;
            case DRAINING -> UsageKind.DRAIN;
        };
    }
}
