package dev.lavant.bench.contender;

import java.time.Duration;
import java.util.List;

/// A bare poll loop that counts: what reading alone costs. At least once, no output.
public final class RawConsumer {
    private static final Duration POLL = Duration.ofMillis(100);

    private RawConsumer() {}

    /// Runs until it is killed.
    public static void main(String[] args) {
        Orders orders = Orders.read();
        Orders.endWithParent();
        long bytes = 0;
        try (var consumer = orders.consumer()) {
            consumer.subscribe(List.of(orders.topic()));
            while (bytes >= 0) {
                for (var event : consumer.poll(POLL)) {
                    bytes += event.serializedValueSize();
                }
                consumer.commitAsync();
            }
        }
    }
}
