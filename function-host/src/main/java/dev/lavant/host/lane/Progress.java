package dev.lavant.host.lane;

import java.util.Base64;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;

/// How far a group has come in one partition: the low watermark and the offsets done beyond it.
///
/// In Kafka the watermark is the committed offset and the rest its metadata: `1:` and a base64 bitmap, bit *i* for
/// the offset *watermark + i*. At its widest, 16,384 offsets, that is 2,734 characters, under the broker's default
/// `offset.metadata.max.bytes` of 4,096.
///
///     watermark 100, done beyond it 101 and 103  →  offset 100, metadata "1:Cg=="
///
/// @param watermark the first offset that is not done
/// @param doneBeyond offsets above the watermark whose outcome is committed
public record Progress(long watermark, NavigableSet<Long> doneBeyond) {
    /// The widest window that fits the metadata, in offsets.
    public static final int MAX_WIDTH = 16_384;

    /// Offsets that one more poll may add to a partition that is about to be paused.
    static final int POLL_MARGIN = 1_024;

    private static final String VERSION = "1:";

    /// A partition nobody has committed anything beyond the watermark of.
    public static Progress at(long watermark) {
        return new Progress(watermark, new TreeSet<>());
    }

    /// Reads a commit. Metadata that is not ours (another tool has set the offset) counts as none.
    public static Progress parse(long watermark, String metadata) {
        if (!metadata.startsWith(VERSION)) {
            return at(watermark);
        }
        var done = new TreeSet<Long>();
        byte[] bitmap = Base64.getDecoder().decode(metadata.substring(VERSION.length()));
        BitSet.valueOf(bitmap).stream().mapToObj(bit -> watermark + bit).forEach(done::add);
        return new Progress(watermark, done);
    }

    /// The metadata of the commit; empty when nothing is done beyond the watermark.
    public String metadata() {
        if (doneBeyond.isEmpty()) {
            return "";
        }
        var bits = new BitSet();
        doneBeyond.forEach(offset -> bits.set(Math.toIntExact(offset - watermark)));
        return VERSION + Base64.getEncoder().encodeToString(bits.toByteArray());
    }
}
