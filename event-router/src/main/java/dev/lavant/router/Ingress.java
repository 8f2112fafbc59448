package dev.lavant.router;

import dev.lavant.router.IngressConfig.Access;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.intake.Admission;
import dev.lavant.router.intake.CallAnswers;
import dev.lavant.router.intake.Calls;
import dev.lavant.router.intake.DeployedFunctions;
import dev.lavant.router.intake.EventIntake;
import dev.lavant.router.intake.EventPublisher;
import dev.lavant.router.intake.Gate;
import dev.lavant.router.intake.KeyGate;
import dev.lavant.router.intake.OutputData;
import dev.lavant.router.intake.Part;
import dev.lavant.router.intake.TopicSchemas;
import dev.lavant.router.listen.ResultListener;
import dev.lavant.schemas.wire.AvroWire;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Takes CloudEvents over HTTP and writes them to Kafka; calls functions with them and waits for
/// their results.
public final class Ingress implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final Optional<ShownCertificate> certificate;
    private final Parts parts;

    private Ingress(
            ApplicationContext context, EmbeddedServer server, Optional<ShownCertificate> certificate, Parts parts) {
        this.context = context;
        this.server = server;
        this.certificate = certificate;
        this.parts = parts;
    }

    /// What speaks with Kafka.
    private record Parts(EventPublisher publisher, DeployedFunctions functions, KeyGate keys, ResultListener results)
            implements AutoCloseable {
        static Parts of(IngressConfig config) {
            return new Parts(
                    new EventPublisher(
                            config.connection().properties(), config.limits().eventBytes()),
                    new DeployedFunctions(config.connection()),
                    new KeyGate(config.connection()),
                    ResultListener.start(config.connection()));
        }

        void into(ApplicationContext context, IngressConfig config) {
            var limits = config.limits();
            var registry = config.connection().registry();
            context.registerSingleton(functions);
            context.registerSingleton(new Calls(publisher, results, limits.calls()));
            context.registerSingleton(new CallAnswers(new OutputData(new AvroWire(registry))));
            context.registerSingleton(new EventIntake(
                    gate(config.address().access()),
                    new Admission(limits.inHandBytes(), limits.eventBytes()),
                    new TopicSchemas(registry),
                    publisher));
        }

        private Gate gate(Access access) {
            return switch (access) {
                case ANYBODY -> Gate.OPEN;
                case KEYS -> keys;
            };
        }

        @Override
        public void close() {
            results.close();
            keys.close();
            functions.close();
            publisher.close();
        }
    }

    /// Starts an ingress and returns when it answers.
    ///
    /// @throws IllegalStateException when the port is taken
    /// @throws IllegalArgumentException when its certificate cannot be used
    public static Ingress start(IngressConfig config) {
        Optional<ShownCertificate> certificate = config.address().tls().map(ShownCertificate::start);
        var parts = Parts.of(config);
        ApplicationContext context = context(config);
        certificate.ifPresent(shown -> shown.into(context));
        parts.into(context, config);
        try {
            var server = context.start().getBean(EmbeddedServer.class).start();
            return new Ingress(context, server, certificate, parts);
        } catch (RuntimeException failed) {
            context.close();
            parts.close();
            certificate.ifPresent(ShownCertificate::close);
            throw failed instanceof ServerStartupException ? notListening(config.address(), failed) : failed;
        }
    }

    private static IllegalStateException notListening(Address address, RuntimeException failed) {
        Throwable why = failed.getCause() == null ? failed : failed.getCause();
        return why instanceof BindException taken
                        && String.valueOf(taken.getMessage()).contains("in use")
                ? new IllegalStateException(
                        "port " + address.port()
                                + " is in use: stop what listens there, or choose another one with --port",
                        failed)
                : new IllegalStateException(
                        "the ingress cannot listen on " + address.host() + " (" + why.getMessage()
                                + "): choose an address of this machine with --host, or 0.0.0.0 for all",
                        failed);
    }

    private static ApplicationContext context(IngressConfig config) {
        var properties = new HashMap<String, Object>(Map.of(
                Part.PROPERTY,
                Part.EVENT_ROUTER,
                "micronaut.application.name",
                Part.EVENT_ROUTER,
                "micronaut.server.host",
                config.address().host(),
                "micronaut.server.max-request-size",
                config.limits().eventBytes(),
                "micronaut.server.netty.request-decompression-enabled",
                false));
        properties.putAll(Listening.properties(config.address()));
        return ApplicationContext.builder()
                .properties(properties)
                .banner(false)
                .deduceEnvironment(false)
                .build();
    }

    /// Base address for whoever is on this machine; events go to `/events/{topic}` below it, calls to
    /// `/functions/{name}`.
    public URI url() {
        return URI.create(server.getScheme() + "://localhost:" + server.getPort());
    }

    /// Whether it listens.
    public boolean running() {
        return server.isRunning();
    }

    @Override
    public void close() {
        server.stop();
        context.close();
        parts.close();
        certificate.ifPresent(ShownCertificate::close);
    }
}
