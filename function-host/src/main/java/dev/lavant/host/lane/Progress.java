package dev.lavant.host.lane;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a group has come in one partition: what is done, what was tried, and who holds the partition.
///
/// In Kafka the watermark is the committed offset and the rest its metadata: `2:` and in base64
///
/// | bytes | what |
/// |---|---|
/// | 1 | holders |
/// | 2 | length of the bitmap |
/// | at most 2,048 | bitmap, bit *i* for the offset *watermark + i* |
/// | 3 or 4 for each | distance from the one before and number of attempts, both as varints |
///
/// With the widest window, [#MAX_WIDTH], and the most events that have failed, [#MAX_FAILING], that is 4,070
/// characters, under the broker's default `offset.metadata.max.bytes` of 4,096.
///
/// @param watermark the first offset that is not done
/// @param done bit *i* is set when the outcome of offset *watermark + i* is committed
/// @param attempts of events that have failed and have no outcome yet, by their distance from the watermark
/// @param holders 0 when the last holder has let go of the partition properly; else how many hosts in turn have taken
///     it without one of them letting go or moving the watermark on
public record Progress(long watermark, BitSet done, SortedMap<Integer, Integer> attempts, int holders) {
    /// The widest window that fits the metadata, in offsets.
    public static final int MAX_WIDTH = 16_384;

    /// Events of one partition that may have failed and wait for another attempt.
    public static final int MAX_FAILING = 250;

    /// The most attempts at one event that are told apart.
    static final int MAX_ATTEMPTS = (1 << 14) - 1;

    private static final int MAX_HOLDERS = 127;
    private static final String VERSION = "2:";
    private static final int LARGEST = 3 + MAX_WIDTH / 8 + 4 * MAX_FAILING;

    /// A partition nobody has committed anything beyond the watermark of.
    public static Progress at(long watermark) {
        return new Progress(watermark, new BitSet(), new TreeMap<>(), 0);
    }

    /// Reads a commit. Metadata that is not ours (another tool has set the offset) counts as none.
    public static Progress parse(long watermark, String metadata) {
        if (!metadata.startsWith(VERSION)) {
            return at(watermark);
        }
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(metadata.substring(VERSION.length())));
        int holders = bytes.get();
        ByteBuffer bitmap = bytes.slice(bytes.position() + 2, bytes.getShort());
        bytes.position(bytes.position() + bitmap.remaining());
        var attempts = new TreeMap<Integer, Integer>();
        for (int distance = 0; bytes.hasRemaining(); ) {
            distance += varint(bytes);
            attempts.put(distance, varint(bytes));
        }
        return new Progress(watermark, BitSet.valueOf(bitmap), attempts, holders);
    }

    /// The metadata of the commit; empty when there is nothing to say.
    public String metadata() {
        if (holders == 0 && done.isEmpty() && attempts.isEmpty()) {
            return "";
        }
        byte[] bitmap = done.toByteArray();
        var bytes = ByteBuffer.allocate(LARGEST)
                .put((byte) Math.min(holders, MAX_HOLDERS))
                .putShort((short) bitmap.length)
                .put(bitmap);
        int before = 0;
        for (var event : attempts.entrySet()) {
            varint(event.getKey() - before, bytes);
            varint(Math.min(event.getValue(), MAX_ATTEMPTS), bytes);
            before = event.getKey();
        }
        return VERSION + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static void varint(int value, ByteBuffer to) {
        if (value < 0x80) {
            to.put((byte) value);
            return;
        }
        to.put((byte) ((value & 0x7f) | 0x80)).put((byte) (value >> 7));
    }

    private static int varint(ByteBuffer from) {
        int low = from.get();
        return low >= 0 ? low : (low & 0x7f) | (from.get() << 7);
    }
}
