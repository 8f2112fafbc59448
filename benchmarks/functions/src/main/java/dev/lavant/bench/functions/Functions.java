package dev.lavant.bench.functions;

import dev.lavant.function.EventFunction;
import dev.lavant.function.Key;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// What Lavant runs in the benchmarks: as little as possible, so that the platform is what is measured.
///
/// The settings that matter are those of the deployment, which the driver makes for each scenario.
public class Functions {
    private static final String POISON = "poison";

    /// Does nothing.
    @EventFunction(topics = "events")
    void noop(byte[] payload) {
        if (payload.length == 0) {
            throw new IllegalArgumentException("events of the benchmarks have a payload, this one has none");
        }
    }

    /// Waits, as for a service that answers in ten milliseconds.
    @EventFunction(topics = "events")
    void io(byte[] payload) {
        block(Duration.ofMillis(10));
    }

    /// A millisecond of work.
    @EventFunction(topics = "events")
    void keyed(byte[] payload) {
        block(Duration.ofMillis(1));
    }

    /// Waits for as many nanoseconds as the event says.
    @EventFunction(topics = "events")
    void asTold(byte[] payload) {
        block(Duration.ofNanos(ByteBuffer.wrap(payload).getLong()));
    }

    /// Writes the event as it came.
    @EventFunction(topics = "events", output = "outputs")
    byte[] echo(byte[] payload) {
        return payload;
    }

    /// Writes the event as it came, but for one key, with which it always fails.
    @EventFunction(topics = "events", output = "outputs")
    byte[] echoOrFail(@Key String key, byte[] payload) {
        if (key.equals(POISON)) {
            throw new IllegalStateException("the poisonous key");
        }
        return payload;
    }

    private static void block(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
