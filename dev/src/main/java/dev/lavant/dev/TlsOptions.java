package dev.lavant.dev;

import dev.lavant.service.tls.TlsFiles;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The certificate of the ingress: both files or none.
final class TlsOptions {
    @Option(
            names = "--tls-certificate",
            required = true,
            paramLabel = "FILE",
            description = "Take events over HTTPS, with this certificate and those between it and a root, in PEM.")
    private Path certificate = Path.of("");

    @Option(
            names = "--tls-key",
            required = true,
            paramLabel = "FILE",
            description = "Private key of the certificate, in PEM (PKCS#8) without a password.")
    private Path key = Path.of("");

    /// Relative ones are of the working folder.
    TlsFiles files(Path working) {
        return new TlsFiles(working.resolve(certificate), working.resolve(key));
    }
}
