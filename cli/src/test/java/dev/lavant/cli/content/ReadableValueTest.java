package dev.lavant.cli.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.cli.show.JsonLine;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadableValueTest {
    /// Nothing here begins as the wire format does, so nobody asks it.
    private final AvroWire wire = new AvroWire(new SchemaRegistry(URI.create("http://localhost:1")));

    @Test
    void text_is_text_and_an_object_or_an_array_is_json() {
        assertThat(of("grüß Gott")).isEqualTo(new ReadableValue.Text("grüß Gott"));
        assertThat(of("12")).isEqualTo(new ReadableValue.Text("12"));
        assertThat(of("{\"a\":[1,2]}")).isEqualTo(new ReadableValue.Json("{\"a\":[1,2]}"));
        assertThat(of("{\"a\":")).isEqualTo(new ReadableValue.Text("{\"a\":"));
        assertThat(of("{} x")).isEqualTo(new ReadableValue.Text("{} x"));
    }

    @Test
    void no_value_is_not_an_empty_one() {
        assertThat(ReadableValue.of(null, wire)).isEqualTo(new ReadableValue.None());
        assertThat(of("")).isEqualTo(new ReadableValue.Text(""));
    }

    @Test
    void bytes_that_are_not_text_are_counted_and_shown_in_hex() {
        assertThat(ReadableValue.of(new byte[] {(byte) 0xff, (byte) 0xd8, 1}, wire)
                        .shown())
                .isEqualTo("(3 bytes) ffd801");
        byte[] many = new byte[100];
        many[0] = 1;
        assertThat(ReadableValue.of(many, wire).shown())
                .startsWith("(100 bytes) 0100")
                .endsWith("00...");
    }

    @Test
    void an_escape_sequence_is_not_text() {
        assertThat(of("\u001b[2J")).isInstanceOf(ReadableValue.Binary.class);
    }

    @Test
    void several_lines_are_shown_on_one() {
        assertThat(of("a\nb").shown()).isEqualTo("a\\nb");
        assertThat(of("{\n\"a\":1}").field()).isEqualTo(new JsonLine.Raw("{ \"a\":1}"));
    }

    private ReadableValue of(String text) {
        return ReadableValue.of(text.getBytes(StandardCharsets.UTF_8), wire);
    }
}
