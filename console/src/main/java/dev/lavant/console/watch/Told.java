package dev.lavant.console.watch;

import dev.lavant.console.picture.Picture;
import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.DecidedLetter;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.ScalingLease;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Puts what records say into the picture. Used by the reading thread.
final class Told {
    private static final String LETTERS = Topics.deadLetters("");

    private final Picture picture;
    private final AvroWire wire;
    private final ConcurrentMap<String, FunctionDeployment> functions = new ConcurrentHashMap<>();
    private final Mask mask;
    private final ConcurrentMap<String, ApiKey> keys = new ConcurrentHashMap<>();
    private boolean changed;

    Told(Picture picture, AvroWire wire, Mask mask) {
        this.mask = mask;
        this.picture = picture;
        this.wire = wire;
    }

    /// May be called on any thread.
    Collection<FunctionDeployment> deployed() {
        return List.copyOf(functions.values());
    }

    /// An API key by its id. May be called on any thread.
    Optional<ApiKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /// Whether functions came or went since this was asked before.
    boolean functionsChanged() {
        boolean now = changed;
        changed = false;
        return now;
    }

    /// @throws dev.lavant.schemas.wire.RegistryUnavailable when it cannot be read yet
    /// @throws dev.lavant.schemas.wire.UnreadableRecord when it never can
    void take(ConsumerRecord<byte[], byte[]> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        switch (record.topic()) {
            case Topics.FUNCTIONS -> function(key(record), record.value());
            case Topics.HOSTS -> host(key(record), record.value());
            case Topics.SCALING -> picture.take(wire.decode(record.value(), ScalingDecision.class));
            case Topics.SCALING_LEADER -> picture.take(at, wire.decode(record.value(), ScalingLease.class));
            case Topics.USAGE -> picture.take(at, wire.decode(record.value(), UsageRecord.class));
            case Topics.REDRIVES -> decided(record.value());
            case Topics.KEYS -> apiKey(key(record), record.value());
            case Topics.BUDGETS -> budget(key(record), record.value());
            case Topics.SPENDING -> spending(key(record), record.value());
            case Topics.STATEMENTS -> statement(key(record), record.value());
            default -> picture.take(Letters.of(record.topic().substring(LETTERS.length()), record, wire, mask));
        }
    }

    private void function(String name, byte @Nullable [] value) {
        changed = true;
        if (value == null) {
            functions.remove(name);
            picture.removed(name);
            return;
        }
        var deployment = wire.decode(value, FunctionDeployment.class);
        functions.put(name, deployment);
        picture.take(deployment);
    }

    private void host(String hostId, byte @Nullable [] value) {
        if (value == null) {
            picture.ended(hostId);
            return;
        }
        picture.take(wire.decode(value, HostHeartbeat.class));
    }

    private void statement(String key, byte @Nullable [] value) {
        if (value != null) {
            picture.take(key, wire.decode(value, Statement.class));
        }
    }

    private void decided(byte @Nullable [] value) {
        if (value != null) {
            picture.take(wire.decode(value, DecidedLetter.class));
        }
    }

    private void apiKey(String id, byte @Nullable [] value) {
        if (value == null) {
            keys.remove(id);
            return;
        }
        keys.put(id, wire.decode(value, ApiKey.class));
    }

    private void budget(String key, byte @Nullable [] value) {
        if (value == null) {
            picture.noBudget(key);
            return;
        }
        picture.take(key, wire.decode(value, Budget.class));
    }

    private void spending(String key, byte @Nullable [] value) {
        if (value != null) {
            picture.take(key, wire.decode(value, Spending.class));
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
