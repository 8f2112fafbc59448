package dev.lavant.host.lane;

import java.util.NavigableSet;
import java.util.TreeSet;

/// Which offsets of one partition are done, when they are done out of order.
///
/// Everything below the *watermark* is done. Beyond it some are, and a bitmap of those travels in the metadata of
/// the offset commit ([Progress]), so that a successor runs exactly what is left. An event holds nothing back but
/// the watermark; once the window is [#full], the partition is paused until the event at its lower edge is done.
///
/// Offsets that hold no event (transaction markers, compacted records) are passed over.
/// Not thread-safe: the engine's thread owns it.
public final class Window {
    private final NavigableSet<Long> open = new TreeSet<>();
    private final NavigableSet<Long> doneBeyond = new TreeSet<>();
    private long next;

    /// @param committed where the group stands, as the last owner of the partition left it
    public Window(Progress committed) {
        next = committed.watermark();
        doneBeyond.addAll(committed.doneBeyond());
    }

    /// Takes note of an event that was read.
    ///
    /// @return false when an earlier owner has already committed its outcome, so that it must not run again
    public boolean receive(long offset) {
        next = Math.max(next, offset + 1);
        if (doneBeyond.contains(offset)) {
            return false;
        }
        open.add(offset);
        return true;
    }

    /// The outcome of an event is decided and will be in the next commit.
    public void complete(long offset) {
        if (open.remove(offset)) {
            doneBeyond.add(offset);
        }
    }

    /// Nothing that holds an event lies below this offset any more.
    ///
    /// @param position the consumer's next offset to read
    public void passTo(long position) {
        next = Math.max(next, position);
    }

    /// What to commit now.
    public Progress progress() {
        long watermark = open.isEmpty() ? next : open.first();
        doneBeyond.headSet(watermark).clear();
        return new Progress(watermark, new TreeSet<>(doneBeyond));
    }

    /// True when reading further could make the bitmap outgrow the commit's metadata.
    public boolean full() {
        return !open.isEmpty() && next - open.first() >= Progress.MAX_WIDTH - Progress.POLL_MARGIN;
    }

    /// Events read and not yet decided.
    public int openEvents() {
        return open.size();
    }
}
