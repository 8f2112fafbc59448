package dev.lavant.console.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A file of the page, packed once, at the start.
final class Asset {
    private static final String GZIP = "gzip";
    private static final int TAG_BYTES = 8;

    private final String contentType;
    private final byte[] plain;
    private final byte[] packed;
    private final String tag;

    private Asset(String contentType, byte[] plain) {
        this.contentType = contentType;
        this.plain = plain;
        this.packed = packed(plain);
        this.tag = tag(plain);
    }

    /// A file on the class path.
    static Asset of(String contentType, String path) {
        try (InputStream file = Asset.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not on the class path: build the module console again");
            }
            return new Asset(contentType, file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Bytes that go over the wire.
    int packedBytes() {
        return packed.length;
    }

    /// The file, or that the browser has it already.
    MutableHttpResponse<?> answer(HttpRequest<?> request) {
        if (tag.equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))) {
            return HttpResponse.notModified().header(HttpHeaders.ETAG, tag);
        }
        boolean unpacks = request.getHeaders()
                .get(HttpHeaders.ACCEPT_ENCODING, String.class, "")
                .contains(GZIP);
        MutableHttpResponse<byte[]> answer = HttpResponse.ok(unpacks ? packed : plain)
                .header(HttpHeaders.CONTENT_TYPE, contentType)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
        return unpacks ? answer.header(HttpHeaders.CONTENT_ENCODING, GZIP) : answer;
    }

    private static byte[] packed(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException("packing in memory failed", impossible);
        }
        return packed.toByteArray();
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
