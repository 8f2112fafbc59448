package dev.lavant.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.ScalingLease;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadableTest {
    private final SchemaRegistry registry = new SchemaRegistry(URI.create("http://localhost:1"));
    private final AvroWire wire = new AvroWire(registry);

    @Test
    void bytes_are_shown_as_what_they_are() {
        registry.know("t-value", ScalingLease.getClassSchema(), 7);

        assertThat(Readable.of(wire.encode("t", new ScalingLease("me", Instant.EPOCH)), wire, Mask.NONE))
                .satisfies(value -> assertThat(value.encoding()).isEqualTo("avro"))
                .satisfies(value -> assertThat(value.text()).contains("\"holder\":\"me\"", "1970-01-01T00:00:00Z"));
        assertThat(Readable.of("Zoë\n".getBytes(StandardCharsets.UTF_8), wire, Mask.NONE))
                .isEqualTo(new Readable("text", "Zoë\n"));
        assertThat(Readable.of(new byte[] {(byte) 0xff, 1}, wire, Mask.NONE)).isEqualTo(new Readable("hex", "ff 01"));
        assertThat(Readable.of(null, wire, Mask.NONE)).isEqualTo(new Readable("none", ""));
    }

    @Test
    void what_is_too_long_for_a_page_is_cut_and_says_so() {
        assertThat(Readable.of("x".repeat(5_000).getBytes(StandardCharsets.UTF_8), wire, Mask.NONE)
                        .text())
                .hasSizeLessThan(4_100)
                .endsWith("(5000 characters)");
        assertThat(Readable.of("\u0001".repeat(100).getBytes(StandardCharsets.UTF_8), wire, Mask.NONE)
                        .text())
                .endsWith("… (100 bytes)");
    }
}
