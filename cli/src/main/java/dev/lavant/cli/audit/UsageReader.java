package dev.lavant.cli.audit;

import dev.lavant.billing.audit.Place;
import dev.lavant.billing.audit.UsageLedger;
import dev.lavant.billing.audit.UsageLedger.Bytes;
import dev.lavant.billing.audit.UsageLedger.Read;
import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageProof;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads `billing.usage` to its end.
public final class UsageReader {
    private UsageReader() {}

    /// Hands over each usage record.
    ///
    /// @param unreadable takes what is none, and why
    public static void read(Platform platform, Consumer<Read> each, BiConsumer<Place, String> unreadable) {
        AvroWire wire = platform.connection().wire();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(List.of(Topics.USAGE), record -> hand(record, wire, each, unreadable));
        }
    }

    private static void hand(
            ConsumerRecord<byte[], byte[]> record,
            AvroWire wire,
            Consumer<Read> each,
            BiConsumer<Place, String> unreadable) {
        var at = new Place(record.topic(), record.partition(), record.offset());
        try {
            each.accept(read(record, at, wire.decode(record.value(), UsageRecord.class)));
        } catch (UnreadableRecord damaged) {
            unreadable.accept(at, String.valueOf(damaged.getMessage()));
        }
    }

    /// All of them, checked and added up.
    static UsageLedger ledger(Platform platform) {
        var ledger = new UsageLedger();
        read(platform, ledger::note, ledger::noteUnreadable);
        return ledger;
    }

    private static Read read(ConsumerRecord<byte[], byte[]> record, Place at, UsageRecord usage) {
        Optional<Bytes> checksum = Optional.ofNullable(record.headers().lastHeader(UsageProof.CHECKSUM_HEADER))
                .map(header -> header::value);
        return new Read(
                at,
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                Instant.ofEpochMilli(record.timestamp()),
                usage,
                record::value,
                checksum);
    }
}
