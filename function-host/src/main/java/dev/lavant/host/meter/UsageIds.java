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
    private UsageIds() {}

    /// The first 16 bytes of SHA-256(function, group, topic id, partition, offset), separated by a zero byte.
    public static UsageId of(String function, String group, Source source) {
        String delivery = String.join(
                "\0",
                function,
                group,
                source.topicId(),
                Integer.toString(source.partition()),
                Long.toString(source.offset()));
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
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
