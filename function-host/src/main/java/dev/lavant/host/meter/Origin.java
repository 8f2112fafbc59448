package dev.lavant.host.meter;

import dev.lavant.schemas.UsageId;
import dev.lavant.schemas.usage.UsageIds;

/// A partition as a source of events for a function, by [Meter#origin]: what the usage records of all its events have
/// in common, worked out once. Thread-safe.
public final class Origin {
    private final byte[] key;
    private final byte[] fields;
    private final UsageIds.OfPartition ids;

    /// @param key of the usage records
    /// @param fields that say where an event comes from, but for its offset, as Avro
    Origin(byte[] key, byte[] fields, UsageIds.OfPartition ids) {
        this.key = key;
        this.fields = fields;
        this.ids = ids;
    }

    /// Key of the records in `billing.usage`: all of one source partition in one place, in order. Not to be changed.
    public byte[] key() {
        return key;
    }

    byte[] fields() {
        return fields;
    }

    UsageId id(long offset) {
        return ids.at(offset);
    }
}
