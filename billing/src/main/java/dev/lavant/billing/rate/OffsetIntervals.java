package dev.lavant.billing.rate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A set of offsets, kept as intervals: consecutive ones are one entry, however many they are.
///
/// This is how a delivery that is reported twice is billed once: memory grows with the gaps in what was metered and
/// not with the events. Not thread-safe.
public final class OffsetIntervals {
    /// No host has events under way that are further apart in a partition, see the host's window and the limits of a
    /// share group: what lies this far behind the newest offset is decided, and its gaps are no events.
    public static final int WINDOW = 16_384;

    private static final int INTERVAL_BYTES = 2 * Long.BYTES;

    private final NavigableMap<Long, Long> endByStart = new TreeMap<>();

    /// Offsets from the first to the one before the end.
    public record Interval(long from, long end) {
        /// How many offsets.
        public long size() {
            return end - from;
        }
    }

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

    /// Whether an offset is there.
    public boolean contains(long offset) {
        Map.Entry<Long, Long> before = endByStart.floorEntry(offset);
        return before != null && offset < before.getValue();
    }

    /// Fills gaps that lie a window and more behind an offset, and are not as wide as one: marks of transactions, and
    /// records that were compacted away or aborted. So a set grows neither with events nor with transactions. Wider
    /// gaps stay: a function may have been set back to before them.
    ///
    /// @param front the offset that was added last
    public void settle(long front) {
        Map.Entry<Long, Long> before = endByStart.firstEntry();
        while (before != null) {
            Map.Entry<Long, Long> following = endByStart.higherEntry(before.getKey());
            if (following == null || following.getKey() > front - WINDOW) {
                return;
            }
            if (following.getKey() - before.getValue() < WINDOW) {
                endByStart.remove(following.getKey());
                endByStart.put(before.getKey(), following.getValue());
                before = Map.entry(before.getKey(), following.getValue());
            } else {
                before = following;
            }
        }
    }

    /// How many intervals there are; one when nothing is missing.
    public int intervals() {
        return endByStart.size();
    }

    /// The intervals, the lowest first.
    public List<Interval> toList() {
        var list = new ArrayList<Interval>();
        endByStart.forEach((start, end) -> list.add(new Interval(start, end)));
        return list;
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
