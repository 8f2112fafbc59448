package dev.lavant.router.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Events that were sent lately, so that one that is sent again (a retry after a lost answer) is written once.
/// Events of a topic are the same when source and id are: CloudEvents 1.0.2, "id".
///
/// It knows what this process was given, for a while, and of that the latest: memory has a bound. Thread-safe.
final class RecentEvents {
    private final Duration window;
    private final int most;
    private final Map<Key, Slot> slots = new LinkedHashMap<>(); // guarded by this, oldest first

    /// 128 bits of a hash: no two events in one window have the same, and none takes more memory than another.
    private record Key(long high, long low) {}

    /// An event that is being written or was.
    ///
    /// @param place completed by whoever came first with it
    private record Slot(Instant at, CompletableFuture<RecordMetadata> place) {}

    /// What there is to do about an event.
    sealed interface Claim {
        /// It is new. Whoever gets this writes it and says how that went.
        record First(CompletableFuture<RecordMetadata> place) implements Claim {}

        /// Somebody has written it, or is about to.
        record Again(CompletableFuture<RecordMetadata> place) implements Claim {}
    }

    /// @param window for how long an event is known
    /// @param most events that are known at once
    RecentEvents(Duration window, int most) {
        this.window = window;
        this.most = most;
    }

    synchronized Claim claim(String topic, String source, String id, Instant now) {
        forget(now);
        Key key = key(topic, source, id);
        Slot known = slots.get(key);
        if (known != null && !known.place().isCompletedExceptionally()) {
            return new Claim.Again(known.place());
        }
        var slot = new Slot(now, new CompletableFuture<>());
        slots.remove(key); // of an event that could not be written; the new one is the youngest
        slots.put(key, slot);
        return new Claim.First(slot.place());
    }

    private void forget(Instant now) {
        var oldest = slots.values().iterator();
        while (oldest.hasNext()) {
            boolean old = oldest.next().at().plus(window).isBefore(now);
            if (!old && slots.size() < most) {
                return;
            }
            oldest.remove();
        }
    }

    private static Key key(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new Key(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
