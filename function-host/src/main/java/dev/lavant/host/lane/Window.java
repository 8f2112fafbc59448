package dev.lavant.host.lane;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which offsets of one partition are done, when they are done out of order.
///
/// Everything below the *watermark* is done. Beyond it some are, and a bitmap of those travels in the metadata of
/// the offset commit ([Progress]), so that a successor runs exactly what is left. An event holds nothing back but
/// the watermark; once the window is [#full], the partition is paused until the event at its lower edge is done.
///
/// Offsets that hold no event (transaction markers, compacted records) are passed over.
/// Not thread-safe: the engine's thread owns it.
public final class Window {
    private static final int WIDTH = Progress.MAX_WIDTH;
    private static final long NONE = -1;

    /// A ring: the bit of an offset is set when it lies at or beyond the watermark and is done.
    private final long[] done = new long[WIDTH / Long.SIZE];

    /// Attempts at events without an outcome, by offset.
    private final Map<Long, Integer> attempts = new HashMap<>();

    private final int margin;
    private long watermark;
    private long next;
    private int openEvents;
    private long refused = NONE;

    /// What becomes of an event that was read.
    public enum Received {
        /// It is to be run.
        NEW,
        /// An earlier owner has committed its outcome: it must not run again.
        DONE,
        /// It lies too far beyond the watermark. It must be read again once the window is not [#full] any more.
        NO_ROOM
    }

    /// @param committed where the group stands, as the last owner of the partition left it
    /// @param margin offsets that one more read may add, so that the window counts as full before it is
    public Window(Progress committed, int margin) {
        this.margin = margin;
        watermark = committed.watermark();
        next = watermark;
        committed.done().stream().forEach(distance -> mark(watermark + distance));
        committed.attempts().forEach((distance, count) -> attempts.put(watermark + distance, count));
    }

    /// Takes note of an event that was read.
    public Received receive(long offset) {
        if (offset < next) {
            return Received.DONE;
        }
        passTo(offset);
        if (offset - watermark >= WIDTH) {
            refused = offset;
            return Received.NO_ROOM;
        }
        refused = NONE;
        next = offset + 1;
        if (done(offset)) {
            moveOn();
            return Received.DONE;
        }
        openEvents++;
        return Received.NEW;
    }

    /// The outcome of an event that was [Received#NEW] is decided and will be in the next commit.
    public void complete(long offset) {
        openEvents--;
        if (!attempts.isEmpty()) {
            attempts.remove(offset);
        }
        mark(offset);
        moveOn();
    }

    /// An attempt at an event has failed, or is about to begin and must be known of even if the host dies of it.
    ///
    /// Beyond [Progress#MAX_FAILING] it is not kept: no more of them fit the commit's metadata.
    ///
    /// @param count of all its attempts so far
    public void attempted(long offset, int count) {
        if (attempts.size() < Progress.MAX_FAILING || attempts.containsKey(offset)) {
            attempts.put(offset, count);
        }
    }

    /// Attempts so far at an event without an outcome, those under earlier owners included.
    public int attempts(long offset) {
        return attempts.isEmpty() ? 0 : attempts.getOrDefault(offset, 0);
    }

    /// Events that have failed and have no outcome yet.
    public int failing() {
        return attempts.size();
    }

    /// Nothing that holds an event lies below this offset any more, but what was read before.
    ///
    /// @param position the consumer's next offset to read
    public void passTo(long position) {
        if (position <= next) {
            return;
        }
        if (openEvents == 0 && position - watermark >= WIDTH) {
            Arrays.fill(done, 0);
            attempts.clear();
            watermark = position;
            next = position;
        }
        if (position - watermark >= WIDTH) {
            return; // it is said again once the watermark has moved on
        }
        for (long offset = next; offset < position; offset++) {
            mark(offset);
        }
        if (!attempts.isEmpty()) {
            attempts.keySet().removeIf(offset -> offset >= next && offset < position);
        }
        next = position;
        moveOn();
    }

    /// What to commit now.
    ///
    /// @param holders as in [Progress]
    public Progress progress(int holders) {
        SortedMap<Integer, Integer> failing = new TreeMap<>();
        attempts.forEach((offset, count) -> failing.put((int) (offset - watermark), count));
        return new Progress(watermark, doneBeyond(), failing, holders);
    }

    /// The ring, turned so that the watermark is its first bit.
    private BitSet doneBeyond() {
        var turned = new long[done.length];
        int first = index(watermark);
        int shift = (int) (watermark % Long.SIZE);
        for (int i = 0; i < done.length; i++) {
            long low = done[(first + i) % done.length] >>> shift;
            long high = shift == 0 ? 0 : done[(first + i + 1) % done.length] << (Long.SIZE - shift);
            turned[i] = low | high;
        }
        return BitSet.valueOf(turned);
    }

    /// The first offset that is not done.
    public long watermark() {
        return watermark;
    }

    /// True when reading further could make the bitmap outgrow the commit's metadata.
    public boolean full() {
        return openEvents > 0
                && (next - watermark >= WIDTH - margin || (refused != NONE && refused - watermark >= WIDTH));
    }

    /// Events read and not yet decided.
    public int openEvents() {
        return openEvents;
    }

    private void moveOn() {
        while (watermark < next && done(watermark)) {
            done[index(watermark)] &= ~(1L << watermark);
            watermark++;
        }
    }

    private void mark(long offset) {
        done[index(offset)] |= 1L << offset;
    }

    private boolean done(long offset) {
        return (done[index(offset)] & 1L << offset) != 0;
    }

    private static int index(long offset) {
        return (int) (offset / Long.SIZE % (WIDTH / Long.SIZE));
    }
}
