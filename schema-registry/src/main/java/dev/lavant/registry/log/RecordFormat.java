package dev.lavant.registry.log;

import dev.lavant.registry.log.Records.AnyKey;
import dev.lavant.registry.log.Records.ConfigValue;
import dev.lavant.registry.log.Records.DeletedSubject;
import dev.lavant.registry.log.Records.ModeValue;
import dev.lavant.registry.log.Records.NoopKey;
import dev.lavant.registry.log.Records.SchemaKey;
import dev.lavant.registry.log.Records.SchemaValue;
import dev.lavant.registry.log.Records.SubjectKey;
import dev.lavant.registry.store.Change;
import dev.lavant.registry.store.Change.LevelReset;
import dev.lavant.registry.store.Change.LevelSet;
import dev.lavant.registry.store.Change.ModeReset;
import dev.lavant.registry.store.Change.ModeSet;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Change.SubjectDeleted;
import dev.lavant.registry.store.Change.VersionDeleted;
import dev.lavant.registry.store.Change.VersionErased;
import dev.lavant.registry.store.Compatibility;
import dev.lavant.registry.store.Mode;
import dev.lavant.schemas.topics.Topics;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Changes as records of `_schemas` and back.
final class RecordFormat {
    private final ObjectMapper json = ObjectMapper.getDefault();

    ProducerRecord<byte[], byte[]> write(Change change) {
        return switch (change) {
            case Registered added -> record(key(added), SchemaValue.of(added, false));
            case VersionDeleted(Registered was) -> record(key(was), SchemaValue.of(was, true));
            case VersionErased(String subject, int version) -> record(new SchemaKey(subject, version), null);
            case SubjectDeleted(String subject, int upToVersion) ->
                record(new SubjectKey(Records.DELETE_SUBJECT, subject), new DeletedSubject(subject, upToVersion));
            case LevelSet set ->
                record(
                        key(Records.CONFIG, set.subject()),
                        new ConfigValue(set.level().name()));
            case LevelReset reset -> record(key(Records.CONFIG, reset.subject()), null);
            case ModeSet set ->
                record(
                        key(Records.MODE, set.subject()),
                        new ModeValue(set.mode().name()));
            case ModeReset reset -> record(key(Records.MODE, reset.subject()), null);
        };
    }

    /// A record that changes nothing: when it is kept, so is all that was written before it, or never will be.
    ProducerRecord<byte[], byte[]> noop() {
        return record(new NoopKey(), null);
    }

    /// The change that a record holds; empty for what changes nothing here (NOOP and the like).
    ///
    /// @throws IllegalStateException for what this registry cannot keep, naming the record
    Optional<Change> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            AnyKey key = parse(record.key(), AnyKey.class);
            return switch (key.keytype()) {
                case Records.SCHEMA -> Optional.of(schema(key, record.value()));
                case Records.CONFIG -> Optional.of(level(Optional.ofNullable(key.subject()), record.value()));
                case Records.MODE -> Optional.of(mode(Optional.ofNullable(key.subject()), record.value()));
                case Records.DELETE_SUBJECT -> deleted(record.value());
                default -> Optional.empty();
            };
        } catch (IOException | RuntimeException foreign) {
            throw new IllegalStateException(
                    "record " + record.offset() + " of " + Topics.SCHEMAS + ", "
                            + new String(record.key(), StandardCharsets.UTF_8)
                            + ", is not for the embedded registry, which keeps Avro without references: "
                            + foreign.getMessage() + ". Use the registry that wrote it.",
                    foreign);
        }
    }

    private Change schema(AnyKey key, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return new VersionErased(
                    Objects.requireNonNull(key.subject(), "no subject"),
                    Objects.requireNonNull(key.version(), "no version"));
        }
        SchemaValue value = parse(bytes, SchemaValue.class);
        String type = Objects.requireNonNullElse(value.schemaType(), "AVRO");
        if (!type.equals("AVRO")) {
            throw new IllegalArgumentException("its type is " + type);
        }
        var registered = new Registered(value.subject(), value.version(), value.id(), value.schema());
        return value.deleted() ? new VersionDeleted(registered) : registered;
    }

    private Change level(Optional<String> subject, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return new LevelReset(subject);
        }
        String level = parse(bytes, ConfigValue.class).compatibilityLevel();
        return level == null ? new LevelReset(subject) : new LevelSet(subject, Compatibility.valueOf(level));
    }

    private Change mode(Optional<String> subject, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return new ModeReset(subject);
        }
        String mode = parse(bytes, ModeValue.class).mode();
        return mode == null ? new ModeReset(subject) : new ModeSet(subject, Mode.valueOf(mode));
    }

    private Optional<Change> deleted(byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return Optional.empty();
        }
        DeletedSubject value = parse(bytes, DeletedSubject.class);
        return Optional.of(new SubjectDeleted(value.subject(), value.version()));
    }

    private <T> T parse(byte[] bytes, Class<T> type) throws IOException {
        return Optional.ofNullable(json.readValue(bytes, type)).orElseThrow(() -> new IOException("it is null"));
    }

    private ProducerRecord<byte[], byte[]> record(Object key, @Nullable Object value) {
        try {
            return new ProducerRecord<>(
                    Topics.SCHEMAS,
                    0,
                    json.writeValueAsBytes(key),
                    value == null ? null : json.writeValueAsBytes(value));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing JSON to memory failed", impossible);
        }
    }

    private static SchemaKey key(Registered registered) {
        return new SchemaKey(registered.subject(), registered.version());
    }

    private static SubjectKey key(String kind, Optional<String> subject) {
        return new SubjectKey(kind, subject.orElse(null));
    }
}
