package dev.lavant.router;

import dev.lavant.service.tls.Identity;
import dev.lavant.service.tls.RenewedIdentity;
import dev.lavant.service.tls.TlsFiles;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.security.KeyStore;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/// The certificate of an ingress as its server takes it: the newest one now, and each that it is renewed by.
final class ShownCertificate implements CertificateProvider, AutoCloseable {
    /// By which the server's settings call it.
    static final String NAME = "ingress";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Sinks.Many<KeyStore> stores = Sinks.many().replay().latest();
    private final RenewedIdentity identity;

    private ShownCertificate(TlsFiles files) {
        this.identity = RenewedIdentity.start(files, LOOK_EVERY, this::show);
    }

    /// @throws IllegalArgumentException when the files hold none that can be used
    static ShownCertificate start(TlsFiles files) {
        return new ShownCertificate(files);
    }

    private void show(Identity identity) {
        stores.emitNext(identity.keyStore(), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /// Makes it what the server of this context shows.
    void into(ApplicationContext context) {
        context.registerSingleton(CertificateProvider.class, this, Qualifiers.byName(NAME));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Publisher<KeyStore> getKeyStore() {
        return stores.asFlux();
    }

    @Override
    public void close() {
        identity.close();
    }
}
