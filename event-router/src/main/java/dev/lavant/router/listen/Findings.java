package dev.lavant.router.listen;

import dev.lavant.router.result.Callee;
import dev.lavant.router.result.Emitted;
import dev.lavant.router.result.ResultBook;
import dev.lavant.router.route.Routes.Partition;
import dev.lavant.router.route.Routes.Place;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// What a committed record says of the result of an event.
///
/// @param wire knows the schemas of usage records
record Findings(AvroWire wire) {
    private static final String CAUSE = "ce_lavantcause";
    private static final String LETTERS_CAUSE = "lavant.dlq.usageid";
    private static final char KEY_PARTS = '|';

    /// A part of a result.
    sealed interface Finding {
        /// Of the event and the function that it belongs to.
        String usageId();

        void into(ResultBook book);

        /// A usage record: how it ended, and how many records stand beside this one.
        record Decided(String usageId, UsageOutcome outcome, int records) implements Finding {
            @Override
            public void into(ResultBook book) {
                book.decided(usageId, outcome, records);
            }
        }

        /// An output or a dead letter.
        record Written(String usageId, Emitted emitted) implements Finding {
            @Override
            public void into(ResultBook book) {
                book.emitted(usageId, emitted);
            }
        }
    }

    /// Topics in which the results of a function stand.
    static Set<String> topics(Callee callee) {
        var topics = new HashSet<>(callee.outputs());
        topics.add(Topics.deadLetters(callee.function()));
        topics.add(Topics.USAGE);
        return topics;
    }

    /// What a record says; empty when it says nothing of these functions' events.
    ///
    /// @throws RegistryUnavailable when it cannot be read yet
    Optional<Finding> in(ConsumerRecord<byte[], byte[]> record, Set<String> functions) {
        if (record.topic().equals(Topics.USAGE)) {
            return functions.contains(function(record)) ? decided(record) : Optional.empty();
        }
        String cause = Topics.isDeadLetters(record.topic()) ? LETTERS_CAUSE : CAUSE;
        return text(record.headers().lastHeader(cause)).map(usageId -> new Finding.Written(usageId, emitted(record)));
    }

    /// Usage records have the function first in their key, so that those of others need not be decoded.
    private static String function(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return "";
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        int end = key.indexOf(KEY_PARTS);
        return end < 0 ? "" : key.substring(0, end);
    }

    private Optional<Finding> decided(ConsumerRecord<byte[], byte[]> record) {
        try {
            UsageRecord usage = wire.decode(record.value(), UsageRecord.class);
            return usage.getKind() == UsageKind.INVOCATION
                    ? Optional.of(new Finding.Decided(
                            UsageIds.hex(usage.getUsageId()), usage.getOutcome(), usage.getRecordsOut()))
                    : Optional.empty();
        } catch (UnreadableRecord _) {
            return Optional.empty(); // billing says so of each of them
        }
    }

    private static Emitted emitted(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> text(header).ifPresent(text -> headers.put(header.key(), text)));
        var place = new Place(new Partition(record.topic(), record.partition()), record.offset());
        return new Emitted(place, headers, record.value());
    }

    private static Optional<String> text(Header header) {
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
