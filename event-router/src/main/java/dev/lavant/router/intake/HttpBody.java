package dev.lavant.router.intake;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// The body of a request as it was before it was compressed, whatever its content type.
///
/// @param encoding the header `content-encoding`; empty for none
record HttpBody(ServerHttpRequest<?> request, String encoding) {

    static HttpBody of(ServerHttpRequest<?> request) {
        return new HttpBody(request, request.getHeaders().get(HttpHeaders.CONTENT_ENCODING, String.class, ""));
    }

    /// Its length as the request says it.
    long saidBytes() {
        return encoding.isEmpty() ? request.getContentLength() : Admission.UNKNOWN;
    }

    /// Waits for it.
    ///
    /// @param mostBytes of it when it is unzipped
    /// @throws Refusal when it is larger, broken off, or compressed in a way that is not known
    byte[] read(int mostBytes) {
        return Compression.undone(encoding, bytes(request.byteBody()), mostBytes);
    }

    /// The request's headers, all values of each.
    Map<String, List<String>> headers() {
        var all = new LinkedHashMap<String, List<String>>();
        request.getHeaders().forEach(all::put);
        return all;
    }

    /// As they were sent; the server stops reading at its limit.
    private static byte[] bytes(ByteBody body) {
        try (var whole = body.buffer().get()) {
            return whole.toByteArray();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ContentLengthExceededException tooLarge
                    ? tooLarge
                    : new Refusal(400, "the body broke off: " + failed.getCause(), "Send the event again.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server is stopping", "Send the event again.");
        }
    }
}
