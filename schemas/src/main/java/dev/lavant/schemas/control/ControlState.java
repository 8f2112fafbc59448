package dev.lavant.schemas.control;

import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/// The platform's compacted topics as they stand now: of each key the newest value, without those removed.
public final class ControlState {
    private final AvroWire wire;
    private final Map<String, Map<String, byte[]>> topics;

    private ControlState(AvroWire wire, Map<String, Map<String, byte[]>> topics) {
        this.wire = wire;
        this.topics = topics;
    }

    /// Reads some of the topics, all in one go, for somebody who waits: gives up after seconds.
    public static ControlState read(Connection connection, String... topics) {
        var values = new HashMap<String, Map<String, byte[]>>();
        try (var reader =
                new TopicReader(TopicReader.consumer(connection.impatient().properties()))) {
            reader.readAll(List.of(topics), record -> {
                var newest = values.computeIfAbsent(record.topic(), _ -> new TreeMap<>());
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() == null) {
                    newest.remove(key);
                } else {
                    newest.put(key, record.value());
                }
            });
        }
        return new ControlState(connection.wire(), values);
    }

    /// The values of a topic that was read, in the order of their keys.
    public <T extends SpecificRecord> List<T> all(String topic, Class<T> type) {
        return topics.getOrDefault(topic, Map.of()).values().stream()
                .map(value -> wire.decode(value, type))
                .toList();
    }

    /// The value of a key of a topic that was read.
    public <T extends SpecificRecord> Optional<T> one(String topic, String key, Class<T> type) {
        return Optional.ofNullable(topics.getOrDefault(topic, Map.of()).get(key))
                .map(value -> wire.decode(value, type));
    }
}
