package dev.lavant.cli.content;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record's headers as text; of several with one name the last counts, as Kafka has it.
///
/// @param byName in the record's order
public record Headers(Map<String, String> byName) {

    /// The headers of a record; bytes that are not UTF-8 become replacement characters.
    public static Headers of(ConsumerRecord<?, ?> record) {
        var byName = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                byName.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return new Headers(byName);
    }

    /// The header's value, if the record has the header.
    public Optional<String> text(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The header's value as a whole number, if it is one.
    public Optional<Long> number(String name) {
        return text(name).filter(value -> value.matches("-?\\d{1,18}")).map(Long::valueOf);
    }
}
