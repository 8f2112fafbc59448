package dev.lavant.router;

import dev.lavant.service.tls.TlsFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of localhost that it signed itself.
record ShopCertificate(X509Bundle bundle) {

    static ShopCertificate validUntil(Instant end) {
        try {
            return new ShopCertificate(new CertificateBuilder()
                    .algorithm(CertificateBuilder.Algorithm.ecp256)
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .notBefore(end.minusSeconds(86_400))
                    .notAfter(end)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned());
        } catch (Exception notMade) {
            throw new AssertionError(notMade);
        }
    }

    static ShopCertificate valid() {
        return validUntil(Instant.now().plusSeconds(3_600));
    }

    X509Certificate certificate() {
        return bundle.getCertificate();
    }

    /// Writes it and its key, over others that are there.
    TlsFiles write(Path folder) {
        try {
            return new TlsFiles(
                    Files.writeString(folder.resolve("cert.pem"), bundle.getCertificatePathPEM()),
                    Files.writeString(folder.resolve("key.pem"), bundle.getPrivateKeyPEM()));
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }

    /// A client's trust in these and nothing else.
    static SSLContext trusting(ShopCertificate... trusted) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.length; i++) {
                store.setCertificateEntry("trusted-" + i, trusted[i].certificate());
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
