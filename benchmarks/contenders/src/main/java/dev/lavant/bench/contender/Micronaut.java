package dev.lavant.bench.contender;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// micronaut-kafka, on one consumer thread.
public final class Micronaut {
    private Micronaut() {}

    /// Starts a listener and returns; the listener's thread keeps the process.
    ///
    /// @param args which of [MicronautListeners]
    public static void main(String[] args) {
        Orders orders = Orders.read();
        Orders.endWithParent();
        ApplicationContext.builder()
                .properties(Map.of(
                        "kafka.bootstrap.servers", orders.bootstrapServers(),
                        "kafka.producers.bench.key.serializer", ByteArraySerializer.class.getName(),
                        "kafka.producers.bench.value.serializer", ByteArraySerializer.class.getName(),
                        "bench.listener", args[0],
                        "bench.topic", orders.topic(),
                        "bench.group", orders.group(),
                        "bench.output", orders.output(),
                        "bench.work-nanos", orders.workNanos()))
                .banner(false)
                .start();
    }
}
