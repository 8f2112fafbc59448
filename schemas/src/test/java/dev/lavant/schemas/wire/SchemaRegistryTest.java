package dev.lavant.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What answers of any registry mean. Which of them Lavant's own registry gives is in its tests.
class SchemaRegistryTest {
    private static final Schema TEXT = SchemaBuilder.builder().stringType();

    @Test
    void a_schema_is_asked_for_once() throws IOException {
        try (var server = FixedAnswer.of(200, "{\"schema\":\"\\\"string\\\"\"}")) {
            var registry = new SchemaRegistry(server.url());

            assertThat(registry.byId(7)).isEqualTo(TEXT);
            assertThat(registry.byId(7)).isEqualTo(TEXT);

            assertThat(server.asked()).containsExactly("GET /schemas/ids/7");
        }
    }

    @Test
    void an_id_is_asked_for_once_and_then_read_without_asking() throws IOException {
        try (var server = FixedAnswer.of(200, "{\"metadata\":{\"id\":1},\"id\":7}")) {
            var registry = new SchemaRegistry(server.url());

            assertThat(registry.idOf("orders-value", TEXT)).isEqualTo(7);
            assertThat(registry.idOf("orders-value", TEXT)).isEqualTo(7);
            assertThat(registry.byId(7)).isEqualTo(TEXT);

            assertThat(server.asked()).containsExactly("POST /subjects/orders-value/versions");
        }
    }

    @Test
    void the_newest_schema_of_a_subject_comes_with_its_id_which_is_not_asked_for_again() throws IOException {
        try (var server =
                FixedAnswer.of(200, "{\"subject\":\"s\",\"version\":3,\"id\":7,\"schema\":\"\\\"string\\\"\"}")) {
            var registry = new SchemaRegistry(server.url());

            assertThat(registry.newest("s")).hasValue(new SchemaRegistry.Registered(7, TEXT));
            assertThat(registry.idOf("s", TEXT)).isEqualTo(7);

            assertThat(server.asked()).containsExactly("GET /subjects/s/versions/latest");
        }
    }

    @Test
    void a_schema_of_another_type_is_none() throws IOException {
        try (var server = FixedAnswer.of(200, "{\"id\":7,\"schemaType\":\"JSON\",\"schema\":\"{}\"}")) {
            assertThat(new SchemaRegistry(server.url()).newest("s")).isEmpty();
        }
    }

    @Test
    void a_base_address_may_have_a_path_and_end_in_a_slash() throws IOException {
        try (var server = FixedAnswer.of(200, "{\"id\":7}")) {
            new SchemaRegistry(server.url().resolve("/apis/ccompat/v7/")).idOf("a b/c-value", TEXT);

            assertThat(server.asked()).containsExactly("POST /apis/ccompat/v7/subjects/a+b%2Fc-value/versions");
        }
    }

    @Test
    void an_unknown_id_is_the_fault_of_the_record() throws IOException {
        try (var server = FixedAnswer.of(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}")) {
            assertThatThrownBy(() -> new SchemaRegistry(server.url()).byId(7))
                    .isInstanceOf(UnreadableRecord.class)
                    .hasMessage("schema id 7 is not in the registry at " + server.url());
        }
    }

    @Test
    void a_schema_that_is_not_avro_is_the_fault_of_the_record() throws IOException {
        try (var server = FixedAnswer.of(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}")) {
            assertThatThrownBy(() -> new SchemaRegistry(server.url()).byId(7))
                    .isInstanceOf(UnreadableRecord.class)
                    .hasMessage("schema id 7 is not an Avro schema");
        }
    }

    @Test
    void a_wrong_default_in_the_writers_schema_does_not_matter() throws IOException {
        String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":"
                + "[{\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"int\\\",\\\"default\\\":\\\"none\\\"}]}";
        try (var server = FixedAnswer.of(200, "{\"schema\":\"" + schema + "\"}")) {
            assertThat(new SchemaRegistry(server.url()).byId(7).getFullName()).isEqualTo("A");
        }
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"error_code":50001,"message":"away"} | a fault of its own
            503 | <html>starting</html>                 | a proxy that waits for it
            404 | <html>no such page</html>             | another server at its address
            404 | {"error_code":404,"message":"HTTP"}   | a wrong path at its address
            401 | {"error_code":401,"message":"who?"}   | a caller it does not let in
            200 | <html>welcome</html>                  | a page in place of its answer
            200 | {"unexpected":true}                   | an answer without what was asked
            """)
    void what_a_record_cannot_help_passes(int status, String body, String fault) throws IOException {
        try (var server = FixedAnswer.of(status, body)) {
            var registry = new SchemaRegistry(server.url());

            assertThatThrownBy(() -> registry.byId(7)).isInstanceOf(RegistryUnavailable.class);
            assertThatThrownBy(() -> registry.idOf("orders-value", TEXT)).isInstanceOf(RegistryUnavailable.class);
        }
    }

    @Test
    void nobody_at_its_address_passes_too() throws IOException {
        URI nobody = closedAddress();

        assertThatThrownBy(() -> new SchemaRegistry(nobody).byId(7))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessage("schema registry at " + nobody + " is not reachable");
    }

    @ParameterizedTest
    @CsvSource({"409", "422"})
    void a_refusal_does_not_pass(int status) throws IOException {
        try (var server = FixedAnswer.of(status, "{\"message\":\"no\"}")) {
            assertThatThrownBy(() -> new SchemaRegistry(server.url()).idOf("orders-value", TEXT))
                    .isInstanceOfSatisfying(
                            RegistryRefusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(status))
                    .hasMessage("schema registry refused orders-value: " + status + " {\"message\":\"no\"}");
        }
    }

    private static URI closedAddress() throws IOException {
        try (var server = FixedAnswer.of(200, "")) {
            return server.url();
        }
    }
}
