package dev.lavant.router.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// Undoes the compression of a body. The HTTP server could, but gives an empty body for one that is broken.
final class Compression {
    private Compression() {}

    /// The body as it was before.
    ///
    /// @param encoding the header `content-encoding`; empty for none
    /// @param mostBytes of the result
    /// @throws Refusal 400 when it is not compressed so, 413 when the result is larger, 415 for another encoding
    static byte[] undone(String encoding, byte[] body, int mostBytes) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unzipped(body, mostBytes);
            default ->
                throw new Refusal(
                        415,
                        "bodies are not taken with content-encoding: " + encoding,
                        "Send it with content-encoding: gzip, or as it is.");
        };
    }

    private static byte[] unzipped(byte[] body, int mostBytes) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = zip.readNBytes(mostBytes);
            if (zip.read() >= 0) {
                throw new Refusal(
                        413,
                        "the body is larger than " + mostBytes + " bytes when it is unzipped",
                        "Put the data elsewhere and send an event that says where.");
            }
            return plain;
        } catch (IOException broken) {
            throw new Refusal(
                    400,
                    "the body is not what content-encoding: gzip says: " + broken.getMessage(),
                    "Compress the whole body, or send it without content-encoding.");
        }
    }
}
