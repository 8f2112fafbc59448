package dev.lavant.console.watch;

import dev.lavant.console.picture.DeadLetter;
import dev.lavant.console.picture.Invocation;
import dev.lavant.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Reads dead letters: an event, and what the host wrote about it in the `lavant.dlq.` headers.
final class Letters {
    private static final String OURS = "lavant.dlq.";
    private static final int SHOWN_CHARACTERS = 500;

    private Letters() {}

    static DeadLetter of(String function, ConsumerRecord<byte[], byte[]> record, AvroWire wire, Mask mask) {
        Readable value = Readable.of(record.value(), wire, mask);
        return new DeadLetter(
                record.timestamp(),
                function,
                record.partition(),
                record.offset(),
                text(record, OURS + "usageid").orElseGet(() -> record.partition() + "@" + record.offset()),
                "WAITING",
                new Invocation.Place(
                        text(record, OURS + "topic").orElse("?"),
                        (int) number(record, "partition"),
                        number(record, "offset")),
                text(record, OURS + "code").orElse("?"),
                (int) number(record, "attempts"),
                text(record, OURS + "exception"),
                text(record, OURS + "message").map(message -> mask.named("message", message)),
                text(record, "ce_type").map(type -> mask.named("ce_type", type)),
                text(record, "ce_id").map(id -> mask.named("ce_id", id)),
                mask.named("key", key(record, wire, mask)),
                value.encoding(),
                value.text());
    }

    /// A key is often no JSON: it is hidden only by its name, or by those of its fields.
    private static String key(ConsumerRecord<byte[], byte[]> record, AvroWire wire, Mask mask) {
        Readable plain = Readable.of(record.key(), wire, Mask.NONE);
        return plain.encoding().equals("avro") ? mask.content(plain.text()) : plain.text();
    }

    private static long number(ConsumerRecord<?, ?> record, String name) {
        return text(record, OURS + name)
                .filter(digits -> digits.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return Optional.of(text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + " …");
    }
}
