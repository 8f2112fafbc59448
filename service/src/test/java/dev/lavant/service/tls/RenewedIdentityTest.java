package dev.lavant.service.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewedIdentityTest {
    private static final Duration OFTEN = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private final List<X509Certificate> taken = new CopyOnWriteArrayList<>();

    @Test
    void a_renewal_is_taken_once_both_files_are_good_and_nothing_else_is() {
        X509Bundle first = made();
        X509Bundle second = made();
        TlsFiles files = Pem.write(folder, first);

        try (var _ = RenewedIdentity.start(
                files, OFTEN, identity -> taken.add(identity.chain().getFirst()))) {
            assertThat(taken).containsExactly(first.getCertificate());

            Pem.write(folder, second.getCertificatePathPEM(), first.getPrivateKeyPEM());
            await().during(OFTEN.multipliedBy(10)).until(() -> taken.size() == 1);
            Pem.write(folder, "", "");
            await().during(OFTEN.multipliedBy(10)).until(() -> taken.size() == 1);
            Pem.write(folder, second);

            await().until(() -> taken.size() == 2);
            assertThat(taken.getLast()).isEqualTo(second.getCertificate());
        }
    }

    @Test
    void without_a_good_one_it_does_not_start() {
        TlsFiles files = Pem.write(folder, "", "");

        assertThatThrownBy(() -> RenewedIdentity.start(files, OFTEN, _ -> {}).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(files.certificate() + " is no file of certificates in PEM");
    }

    private static X509Bundle made() {
        Instant now = Instant.now();
        return Pem.certificate(Algorithm.ecp256, now.minusSeconds(60), now.plusSeconds(3_600));
    }
}
