package dev.lavant.service.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server's certificate and its private key are, both in PEM.
///
/// @param certificate the server's own first, then those between it and a root
/// @param key in PKCS#8, without a password
public record TlsFiles(Path certificate, Path key) {
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END ");
    private static final String PLAIN = "PRIVATE KEY";

    /// Reads both and makes sure that clients would accept them now, but for who signed them.
    ///
    /// @throws IllegalArgumentException when one is missing or not what it should be, the key is not that of the
    ///     certificate, or the time is not one that the certificate is good for; says what to do
    public Identity read(Instant now) {
        List<X509Certificate> chain = chain();
        var identity = new Identity(chain, key(chain.getFirst().getPublicKey()));
        if (!identity.fits()) {
            throw new IllegalArgumentException(key + " is not the key of the certificate in " + certificate
                    + ": name the key that the certificate was made for, or have a certificate made for this key");
        }
        chain.forEach(one -> requireGood(one, now));
        return identity;
    }

    private List<X509Certificate> chain() {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes("certificate", certificate)));
            if (!found.isEmpty()) {
                return found.stream().map(X509Certificate.class::cast).toList();
            }
            throw noCertificate("it holds none");
        } catch (CertificateException garbled) {
            throw noCertificate(String.valueOf(garbled.getMessage()));
        }
    }

    private IllegalArgumentException noCertificate(String why) {
        return new IllegalArgumentException(certificate + " is no file of certificates in PEM (" + why
                + "): name one with -----BEGIN CERTIFICATE-----, such as the fullchain.pem of an ACME client");
    }

    private PrivateKey key(PublicKey of) {
        Matcher pem = PEM.matcher(new String(bytes("key", key), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IllegalArgumentException(key + " holds no private key in PEM: name a file with"
                    + " -----BEGIN PRIVATE KEY-----, such as the privkey.pem of an ACME client");
        }
        if (!pem.group(1).equals(PLAIN)) {
            throw new IllegalArgumentException(key + " holds a key of the form '" + pem.group(1)
                    + "', which is not read here: convert it with  openssl pkcs8 -topk8 -nodes -in " + key
                    + " -out key.pem  and name that file");
        }
        try {
            var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2)));
            return KeyFactory.getInstance(of.getAlgorithm()).generatePrivate(encoded);
        } catch (GeneralSecurityException | IllegalArgumentException other) {
            throw new IllegalArgumentException(
                    key + " holds no " + of.getAlgorithm() + " key, which the certificate in " + certificate
                            + " is made for: name the key that the certificate was made for",
                    other);
        }
    }

    private static byte[] bytes(String what, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            String why = unreadable instanceof NoSuchFileException ? "there is no such file" : unreadable.toString();
            throw new IllegalArgumentException(
                    "the TLS " + what + " " + file + " cannot be read, " + why
                            + ": name a file that this process may read",
                    unreadable);
        }
    }

    private void requireGood(X509Certificate one, Instant now) {
        String whose = "the certificate of " + one.getSubjectX500Principal().getName() + " in " + certificate;
        Instant from = one.getNotBefore().toInstant();
        Instant until = one.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            throw new IllegalArgumentException(
                    whose + " was valid until " + until + ": renew it, or set this machine's clock right");
        }
        if (now.isBefore(from)) {
            throw new IllegalArgumentException(
                    whose + " is not valid before " + from + ": wait until then, or set this machine's clock right");
        }
    }
}
