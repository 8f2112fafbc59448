package dev.lavant.billing.rate;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A set of offsets, kept as intervals: consecutive ones are one entry, however many they are.
///
/// This is how a delivery that is reported twice is billed once: memory grows with the gaps in what was metered and
/// not with the events. Not thread-safe.
public final class OffsetIntervals {
    private static final int INTERVAL_BYTES = 2 * Long.BYTES;

    private final NavigableMap<Long, Long> endByStart = new TreeMap<>();

    /// Adds an offset.
    ///
    /// @return false when it was there already
    public boolean add(long offset) {
        Map.Entry<Long, Long> before = endByStart.floorEntry(offset);
        if (before != null && offset < before.getValue()) {
            return false;
        }
        long start = before != null && before.getValue() == offset ? before.getKey() : offset;
        Long following = endByStart.remove(offset + 1);
        endByStart.put(start, following == null ? offset + 1 : following);
        return true;
    }

    /// How many intervals there are; one when nothing is missing.
    public int intervals() {
        return endByStart.size();
    }

    /// Sixteen bytes an interval: its first offset and the one after its last, big-endian.
    public byte[] toBytes() {
        var bytes = ByteBuffer.allocate(endByStart.size() * INTERVAL_BYTES);
        endByStart.forEach((start, end) -> bytes.putLong(start).putLong(end));
        return bytes.array();
    }

    /// Reads what [#toBytes] wrote.
    public static OffsetIntervals from(byte[] bytes) {
        var intervals = new OffsetIntervals();
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            intervals.endByStart.put(buffer.getLong(), buffer.getLong());
        }
        return intervals;
    }

    @Override
    public String toString() {
        return endByStart.toString();
    }
}
