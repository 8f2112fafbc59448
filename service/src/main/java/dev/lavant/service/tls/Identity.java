package dev.lavant.service.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// What a server shows of itself, and the key that proves it.
///
/// @param chain the server's own certificate first; at least that
public record Identity(List<X509Certificate> chain, PrivateKey key) {
    /// Of the key store in memory, which must have one. It guards nothing.
    public static final String PASSWORD = "in-memory";

    private static final byte[] ANYTHING = {1, 2, 3};

    /// In the form that Java's TLS takes it.
    public KeyStore keyStore() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("every JVM has PKCS12 key stores", impossible);
        }
    }

    /// When the first of its certificates ends to be valid.
    public Instant validUntil() {
        return chain.stream()
                .map(one -> one.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /// Whether the key is that of the certificate: what it signs, the certificate's public key verifies.
    boolean fits() {
        PublicKey shown = chain.getFirst().getPublicKey();
        try {
            var signature = Signature.getInstance(
                    switch (shown.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> shown.getAlgorithm();
                    });
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
