package dev.lavant.schemas.access;

import dev.lavant.schemas.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// An API key as its owner has it: `lvt_5f0c9a71b2d4_<43 characters>`. It begins with what it is, so that scanners find
/// keys that were published by mistake, and with the id, which is no secret.
///
/// @param id twelve hexadecimal digits
/// @param secret 256 random bits, in base64 for addresses
public record KeyText(String id, String secret) {
    private static final Pattern FORM = Pattern.compile("lvt_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    /// A key that nobody has.
    public static KeyText fresh(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeyText(
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// Empty when the text is no key.
    public static Optional<KeyText> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(new KeyText(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /// The whole key; only for its owner.
    public String text() {
        return "lvt_" + id + "_" + secret;
    }

    /// What is kept of the secret.
    public SecretHash hash() {
        try {
            return new SecretHash(
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// Whether this is the secret of which a hash was kept. Takes as long whichever byte differs.
    public boolean matches(SecretHash kept) {
        return MessageDigest.isEqual(hash().bytes(), kept.bytes());
    }

    /// The secret stays out of logs.
    @Override
    public String toString() {
        return "lvt_" + id + "_...";
    }
}
