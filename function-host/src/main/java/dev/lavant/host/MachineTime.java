package dev.lavant.host;

import dev.lavant.host.meter.HostTime;
import java.time.Instant;

/// The machine's clocks.
record MachineTime() implements HostTime {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
