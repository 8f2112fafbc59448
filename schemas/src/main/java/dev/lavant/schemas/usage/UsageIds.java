package dev.lavant.schemas.usage;

import dev.lavant.schemas.UsageId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Identity of one delivery of one event to one function.
///
/// No attempt, host, revision or time is in it: work done again after a crash has the id it had before, so that
/// nothing can be billed twice.
public final class UsageIds {
    private static final int BYTES = 16;

    /// Cloned for each id: looking the algorithm up costs more than hashing does.
    private static final MessageDigest SHA_256 = digest();

    private UsageIds() {}

    /// The first 16 bytes of SHA-256(function, group, topic id, partition, offset), separated by a zero byte.
    public static UsageId of(String function, String group, String topicId, int partition, long offset) {
        return ofPartition(function, group, topicId, partition).at(offset);
    }

    /// The same for all events of a partition.
    public static OfPartition ofPartition(String function, String group, String topicId, int partition) {
        return new OfPartition(begun(function + '\0' + group + '\0' + topicId + '\0' + partition + '\0'));
    }

    /// Identities of the deliveries of a partition's events to a function: only the offset is left to hash.
    /// Thread-safe.
    public static final class OfPartition {
        private final MessageDigest begun; // only ever cloned

        private OfPartition(MessageDigest begun) {
            this.begun = begun;
        }

        /// Identity of the delivery of the event at this offset.
        public UsageId at(long offset) {
            return id(copy(begun), Long.toString(offset));
        }
    }

    /// Identity of a record that is of a host and of no delivery.
    ///
    /// @param number of the host's records of that kind, from 0
    public static UsageId ofHost(String hostId, long number) {
        return id(copy(SHA_256), hostId + "\0" + number);
    }

    /// As 32 hexadecimal digits.
    public static String hex(UsageId id) {
        return HexFormat.of().formatHex(id.bytes());
    }

    private static MessageDigest begun(String text) {
        MessageDigest digest = copy(SHA_256);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    private static UsageId id(MessageDigest digest, String rest) {
        return new UsageId(Arrays.copyOf(digest.digest(rest.getBytes(StandardCharsets.UTF_8)), BYTES));
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", impossible);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
