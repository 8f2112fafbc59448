package dev.lavant.registry.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFormatTest {
    private static final Registered ORDER = new Registered("orders-value", 2, 7, "\"string\"");
    private static final String ORDER_KEY = """
            {"keytype":"SCHEMA","subject":"orders-value","version":2,"magic":1}""";

    private final RecordFormat format = new RecordFormat();

    /// Keys as Confluent's registry 7 writes them, byte for byte.
    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(ORDER, ORDER_KEY, """
                        {"subject":"orders-value","version":2,"id":7,"schema":"\\"string\\"","deleted":false}"""),
                Arguments.of(new VersionDeleted(ORDER), ORDER_KEY, """
                        {"subject":"orders-value","version":2,"id":7,"schema":"\\"string\\"","deleted":true}"""),
                Arguments.of(new VersionErased("orders-value", 2), ORDER_KEY, null),
                Arguments.of(new SubjectDeleted("orders-value", 2), """
                        {"keytype":"DELETE_SUBJECT","subject":"orders-value","magic":0}""", """
                        {"subject":"orders-value","version":2}"""),
                Arguments.of(new LevelSet(Optional.empty(), Compatibility.FULL), """
                        {"keytype":"CONFIG","subject":null,"magic":0}""", """
                        {"compatibilityLevel":"FULL"}"""),
                Arguments.of(new LevelSet(Optional.of("orders-value"), Compatibility.NONE), """
                        {"keytype":"CONFIG","subject":"orders-value","magic":0}""", """
                        {"compatibilityLevel":"NONE"}"""),
                Arguments.of(new LevelReset(Optional.of("orders-value")), """
                        {"keytype":"CONFIG","subject":"orders-value","magic":0}""", null),
                Arguments.of(new ModeSet(Optional.empty(), Mode.READONLY), """
                        {"keytype":"MODE","subject":null,"magic":0}""", """
                        {"mode":"READONLY"}"""),
                Arguments.of(new ModeSet(Optional.of("orders-value"), Mode.IMPORT), """
                        {"keytype":"MODE","subject":"orders-value","magic":0}""", """
                        {"mode":"IMPORT"}"""),
                Arguments.of(new ModeReset(Optional.of("orders-value")), """
                        {"keytype":"MODE","subject":"orders-value","magic":0}""", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void a_change_is_written_as_confluents_registry_does_and_read_back(
            Change change, String key, @Nullable String value) {
        ProducerRecord<byte[], byte[]> written = format.write(change);

        assertThat(written.topic()).isEqualTo("_schemas");
        assertThat(text(written.key())).isEqualTo(key);
        assertThat(text(written.value())).isEqualTo(value);
        assertThat(read(key, value)).contains(change);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"keytype":"NOOP","magic":0}                                        |
            {"keytype":"CLEAR_SUBJECT","subject":"orders-value","magic":0}      | {"subject":"orders-value"}
            {"keytype":"CONTEXT","tenant":"default","context":".a","magic":0}   | {"tenant":"default","context":".a"}
            {"keytype":"DELETE_SUBJECT","subject":"orders-value","magic":0}     |
            """)
    void other_records_of_theirs_change_nothing(String key, @Nullable String value) {
        assertThat(read(key, value)).isEmpty();
    }

    @Test
    void fields_that_came_later_are_passed_over() {
        assertThat(read(ORDER_KEY, """
                {"subject":"orders-value","version":2,"id":7,"md5":"3fR3UvHLCXLHCbvVLhyYHA==","schemaType":"AVRO",\
                "references":[],"ts":1,"schema":"{\\"type\\":\\"string\\"}","deleted":false,"offset":3}""")).contains(ORDER);
        assertThat(read("""
                {"keytype":"CONFIG","subject":null,"magic":0}""", """
                {"normalize":true,"alias":"a"}""")).contains(new LevelReset(Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            its type is PROTOBUF | "schemaType":"PROTOBUF","schema":"message A {}"
            Undefined schema     | "schema":"{\\"type\\":\\"array\\",\\"items\\":\\"Other\\"}"
            """)
    void what_this_registry_cannot_keep_is_named(String why, String schema) {
        String value = "{\"subject\":\"orders-value\",\"version\":2,\"id\":7," + schema + ",\"deleted\":false}";

        assertThatThrownBy(() -> read(ORDER_KEY, value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("record 5 of _schemas, " + ORDER_KEY + ", is not for the embedded registry")
                .hasMessageContaining(why)
                .hasMessageEndingWith("Use the registry that wrote it.");
    }

    private Optional<Change> read(String key, @Nullable String value) {
        return format.read(new ConsumerRecord<>("_schemas", 0, 5, bytes(key), bytes(value)));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
