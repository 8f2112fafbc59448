package dev.lavant.service.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"rsa2048", "ecp256", "ecp384", "ed25519"})
    void a_certificate_and_its_key_are_read(Algorithm algorithm) throws Exception {
        X509Bundle made = Pem.certificate(algorithm);

        Identity read = Pem.write(folder, made).read(Pem.NOW);

        assertThat(read.chain()).containsExactly(made.getCertificatePath());
        assertThat(read.key()).isEqualTo(made.getKeyPair().getPrivate());
        assertThat(read.validUntil()).isEqualTo(Pem.NOW.plus(Duration.ofDays(1)));
        assertThat(read.keyStore().getKey("server", Identity.PASSWORD.toCharArray()))
                .isEqualTo(read.key());
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        TlsFiles there = Pem.write(folder, Pem.certificate(Algorithm.ecp256));
        Path none = folder.resolve("none.pem");

        assertUnusable(
                new TlsFiles(none, there.key()),
                "the TLS certificate " + none
                        + " cannot be read, there is no such file: name a file that this process may read");
        assertUnusable(
                new TlsFiles(there.certificate(), none),
                "the TLS key " + none
                        + " cannot be read, there is no such file: name a file that this process may read");
    }

    @Test
    void what_holds_no_certificate_is_refused() {
        TlsFiles swapped = Pem.write(folder, "nothing", "");

        assertUnusable(swapped, swapped.certificate() + " is no file of certificates in PEM (");
        assertUnusable(
                swapped, "): name one with -----BEGIN CERTIFICATE-----, such as the fullchain.pem of an ACME client");
    }

    @Test
    void what_holds_no_key_is_refused() {
        X509Bundle made = Pem.certificate(Algorithm.ecp256);

        TlsFiles twice = Pem.write(folder, made.getCertificatePathPEM(), made.getCertificatePathPEM());

        assertUnusable(
                twice,
                twice.key() + " holds no private key in PEM: name a file with -----BEGIN PRIVATE KEY-----, such as the"
                        + " privkey.pem of an ACME client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "ENCRYPTED"})
    void a_key_of_another_form_comes_with_the_command_that_converts_it(String form) {
        X509Bundle made = Pem.certificate(Algorithm.ecp256);

        TlsFiles other = Pem.write(
                folder,
                made.getCertificatePathPEM(),
                made.getPrivateKeyPEM().replace("PRIVATE KEY", form + " PRIVATE KEY"));

        assertUnusable(
                other,
                other.key() + " holds a key of the form '" + form
                        + " PRIVATE KEY', which is not read here: convert it with  openssl pkcs8 -topk8 -nodes -in "
                        + other.key() + " -out key.pem  and name that file");
    }

    @Test
    void a_key_of_another_certificate_is_refused() {
        String certificate = Pem.certificate(Algorithm.ecp256).getCertificatePathPEM();

        TlsFiles same =
                Pem.write(folder, certificate, Pem.certificate(Algorithm.ecp256).getPrivateKeyPEM());
        assertUnusable(
                same,
                same.key() + " is not the key of the certificate in " + same.certificate()
                        + ": name the key that the certificate was made for, or have a certificate made for this key");

        TlsFiles other = Pem.write(
                folder, certificate, Pem.certificate(Algorithm.rsa2048).getPrivateKeyPEM());
        assertUnusable(
                other,
                other.key() + " holds no EC key, which the certificate in " + other.certificate()
                        + " is made for: name the key that the certificate was made for");
    }

    @Test
    void a_certificate_is_good_only_in_its_time() {
        TlsFiles files = Pem.write(folder, Pem.certificate(Algorithm.ecp256));

        assertThatThrownBy(() -> files.read(Pem.NOW.plus(Duration.ofDays(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the certificate of CN=localhost in " + files.certificate()
                        + " was valid until 2026-06-02T00:00:00Z: renew it, or set this machine's clock right");
        assertThatThrownBy(() -> files.read(Pem.NOW.minus(Duration.ofDays(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the certificate of CN=localhost in " + files.certificate()
                                + " is not valid before 2026-05-31T00:00:00Z: wait until then, or set this machine's clock right");
    }

    private static void assertUnusable(TlsFiles files, String why) {
        assertThatThrownBy(() -> files.read(Pem.NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
