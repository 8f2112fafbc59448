package dev.lavant.host.meter;

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
    /// Cloned for each id: looking the algorithm up costs more than hashing does.
    private static final MessageDigest SHA_256 = digest();

    private UsageIds() {}

    /// The first 16 bytes of SHA-256(function, group, topic id, partition, offset), separated by a zero byte.
    public static UsageId of(String function, String group, Source source) {
        String delivery =
                function + '\0' + group + '\0' + source.topicId() + '\0' + source.partition() + '\0' + source.offset();
        return new UsageId(Arrays.copyOf(sha256(delivery), 16));
    }

    /// Identity of a record that is of a host and of no delivery.
    ///
    /// @param number of the host's records of that kind, from 0
    public static UsageId ofHost(String hostId, long number) {
        return new UsageId(Arrays.copyOf(sha256(hostId + "\0" + number), 16));
    }

    /// As 32 hexadecimal digits.
    public static String hex(UsageId id) {
        return HexFormat.of().formatHex(id.bytes());
    }

    private static byte[] sha256(String text) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(text.getBytes(StandardCharsets.UTF_8));
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
