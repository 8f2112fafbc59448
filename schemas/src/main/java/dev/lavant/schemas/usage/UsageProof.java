package dev.lavant.schemas.usage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// That a usage record is still what was written.
///
/// Two marks of its content, which is the value without the five bytes that name its schema: a checksum that the host
/// writes beside each record, so that a record that was altered is found by itself; and a digest, of which billing
/// adds up those of a window (by exclusive or, so that no order matters), so that a record that was altered together
/// with its checksum is found too. Thread-safe.
public final class UsageProof {
    /// Header with the checksum, four bytes.
    public static final String CHECKSUM_HEADER = "lavant.crc32c";

    /// Length of a digest.
    public static final int DIGEST_BYTES = 16;

    private static final int SCHEMA_BYTES = 5;

    /// Cloned for each digest: looking the algorithm up costs more than hashing does.
    private static final MessageDigest SHA_256 = sha256();

    private UsageProof() {}

    /// CRC-32C of a record's content, big-endian.
    public static byte[] checksum(byte[] value) {
        var crc = new CRC32C();
        int skipped = Math.min(SCHEMA_BYTES, value.length);
        crc.update(value, skipped, value.length - skipped);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    }

    /// The first 16 bytes of SHA-256 of a record's content.
    public static byte[] digest(byte[] value) {
        int skipped = Math.min(SCHEMA_BYTES, value.length);
        MessageDigest digest = copy();
        digest.update(value, skipped, value.length - skipped);
        return Arrays.copyOf(digest.digest(), DIGEST_BYTES);
    }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
