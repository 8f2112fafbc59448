package dev.lavant.host.receive;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/// A process that says which events it took and holds them for as long as it lives.
final class HoldsUntilKilled {
    private HoldsUntilKilled() {}

    static ShareReader reader(String brokers, String group, String topic, ShareReader.Capacity capacity) {
        var client = new Properties();
        client.put("bootstrap.servers", brokers);
        var subscription = new ShareReader.Subscription(group, List.of(topic), capacity);
        return new ShareReader(() -> ShareReader.consumer(client, subscription), subscription);
    }

    /// @param arguments brokers, group, topic
    public static void main(String... arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (var reader = reader(arguments[0], arguments[1], arguments[2], new ShareReader.Capacity(1, 1))) {
            while (true) {
                reader.poll(Duration.ofMillis(100))
                        .forEach(event -> out.println(new String(event.value(), StandardCharsets.UTF_8)));
            }
        }
    }
}
