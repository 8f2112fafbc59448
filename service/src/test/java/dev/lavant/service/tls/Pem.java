package dev.lavant.service.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Certificates of tests, signed by themselves.
final class Pem {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private Pem() {}

    static X509Bundle certificate(Algorithm algorithm) {
        return certificate(algorithm, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
    }

    static X509Bundle certificate(Algorithm algorithm, Instant from, Instant until) {
        try {
            return new CertificateBuilder()
                    .algorithm(algorithm)
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .notBefore(from)
                    .notAfter(until)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception notMade) {
            throw new AssertionError(notMade);
        }
    }

    /// Writes certificate and key into a folder.
    static TlsFiles write(Path folder, String certificate, String key) {
        try {
            return new TlsFiles(
                    Files.writeString(folder.resolve("cert.pem"), certificate),
                    Files.writeString(folder.resolve("key.pem"), key));
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }

    static TlsFiles write(Path folder, X509Bundle bundle) {
        return write(folder, bundle.getCertificatePathPEM(), bundle.getPrivateKeyPEM());
    }
}
