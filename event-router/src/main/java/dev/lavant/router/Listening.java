package dev.lavant.router;

import dev.lavant.router.IngressConfig.Address;
import dev.lavant.service.tls.Identity;
import java.util.Map;

/// How the HTTP server is told where to listen, and whether with TLS.
///
/// With TLS it speaks HTTP/2 with clients that want to (ALPN) and HTTP/1.1 with all others; in the clear HTTP/1.1
/// only, see ADR 0031.
final class Listening {
    /// At once on one connection; each holds a window of 64 KiB at most before its request is let in.
    private static final long STREAMS = 250;

    private Listening() {}

    static Map<String, Object> properties(Address address) {
        int port = address.port() == 0 ? -1 : address.port();
        return address.tls().isEmpty()
                ? Map.of("micronaut.server.port", port)
                : Map.of(
                        "micronaut.server.ssl.enabled",
                        true,
                        "micronaut.server.ssl.port",
                        port,
                        "micronaut.server.ssl.key-name",
                        ShownCertificate.NAME,
                        "micronaut.server.ssl.key.password",
                        Identity.PASSWORD,
                        "micronaut.server.http-version",
                        "2.0",
                        "micronaut.server.netty.http2.max-concurrent-streams",
                        STREAMS);
    }
}
