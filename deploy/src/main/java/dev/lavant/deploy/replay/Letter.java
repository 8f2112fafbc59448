package dev.lavant.deploy.replay;

import dev.lavant.schemas.LetterFate;
import dev.lavant.schemas.topics.Replays;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A dead letter, and what was done about it.
///
/// @param headers as text, of several with one name the last
public record Letter(ConsumerRecord<byte[], byte[]> record, Map<String, String> headers, LetterFate fate) {
    static final String OURS = "lavant.dlq.";

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return new Letter(record, headers, LetterFate.WAITING);
    }

    Letter with(LetterFate now) {
        return new Letter(record, headers, now);
    }

    /// Names the failure among all of the function's.
    public String id() {
        return said("usageid").orElseGet(this::place);
    }

    /// Where it stands in the dead-letter topic, as `0@17`.
    public String place() {
        return record.partition() + "@" + record.offset();
    }

    /// What the host wrote about it.
    public Optional<String> said(String name) {
        return Optional.ofNullable(headers.get(OURS + name));
    }

    /// How often the event had been sent again before it came to this.
    public int times() {
        return number(Optional.ofNullable(headers.get(Replays.TIMES)), 0);
    }

    /// Partition that the event came from first, if that is known.
    int sourcePartition() {
        return number(
                Optional.ofNullable(headers.get("lavant-source-partition")).or(() -> said("partition")), 0);
    }

    /// Whether nothing was done about it and it can be sent again.
    public boolean waits() {
        return fate == LetterFate.WAITING && whole();
    }

    /// Whether it holds the whole event; one that was too large stands only where it came from.
    public boolean whole() {
        return said("valuebytes").isEmpty();
    }

    /// Whether it failed with an exception of a class, which may be named without its package, or with a code.
    public boolean failedWith(String error) {
        String exception = said("exception").orElse("");
        return exception.equals(error)
                || exception.endsWith("." + error)
                || exception.endsWith("$" + error)
                || said("code").orElse("").equals(error.toUpperCase(Locale.ROOT));
    }

    private static int number(Optional<String> text, int otherwise) {
        return text.filter(digits -> digits.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
