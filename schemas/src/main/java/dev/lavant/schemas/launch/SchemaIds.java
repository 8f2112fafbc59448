package dev.lavant.schemas.launch;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ids of the schemas in which every host writes, so that one that starts need not ask the registry: whoever starts
/// it has asked once. Host and starter are of one build, so they have the same schemas.
///
/// @param byTopic ids by the topic that is written to; what is missing the host asks for itself
public record SchemaIds(Map<String, Integer> byTopic) {
    /// None is known.
    public static final SchemaIds NONE = new SchemaIds(Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(SchemaIds.class);
    private static final String VARIABLE = "LAVANT_SCHEMA_IDS";

    public SchemaIds {
        byTopic = Map.copyOf(byTopic);
    }

    private static Map<String, Schema> written() {
        return Map.of(Topics.HOSTS, HostHeartbeat.getClassSchema(), Topics.USAGE, UsageRecord.getClassSchema());
    }

    /// Asks for them; those that the registry does not give now are left out. Takes at most some ten seconds.
    public static SchemaIds ask(SchemaRegistry registry) {
        var known = new LinkedHashMap<String, Integer>();
        written().forEach((topic, schema) -> idOf(registry, topic, schema).ifPresent(id -> known.put(topic, id)));
        return new SchemaIds(known);
    }

    private static Optional<Integer> idOf(SchemaRegistry registry, String topic, Schema schema) {
        try {
            return Optional.of(registry.idOf(AvroWire.subject(topic), schema));
        } catch (RegistryUnavailable | RegistryRefusal unknown) {
            LOG.atDebug().addKeyValue("topic", topic).setCause(unknown).log("hosts will ask for the schema's id");
            return Optional.empty();
        }
    }

    /// Whether none is missing.
    public boolean complete() {
        return byTopic.keySet().containsAll(written().keySet());
    }

    /// What to start a host with.
    public Map<String, String> toEnvironment() {
        return byTopic.isEmpty()
                ? Map.of()
                : Map.of(
                        VARIABLE,
                        byTopic.entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue())
                                .collect(Collectors.joining(",")));
    }

    /// Reads what [#toEnvironment] wrote; [#NONE] where nothing is.
    ///
    /// @throws IllegalArgumentException when it is not that
    public static SchemaIds from(Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "");
        try {
            return new SchemaIds(Stream.of(text.split(","))
                    .filter(one -> !one.isBlank())
                    .map(one -> one.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1]))));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notIds) {
            throw new IllegalArgumentException(VARIABLE + " must be topic=id,topic=id, was " + text, notIds);
        }
    }

    /// A registry's client that knows them.
    public SchemaRegistry teach(SchemaRegistry registry) {
        written().forEach((topic, schema) -> {
            Integer id = byTopic.get(topic);
            if (id != null) {
                registry.know(AvroWire.subject(topic), schema, id);
            }
        });
        return registry;
    }
}
