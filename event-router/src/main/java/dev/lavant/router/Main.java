package dev.lavant.router;

import dev.lavant.schemas.topics.PlatformTopics;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.service.Health;
import dev.lavant.service.Part;
import dev.lavant.service.Service;
import dev.lavant.service.Settings;
import java.nio.file.Path;

/// The ingress and a router as a process of their own. There may be several: Kafka shares the partitions out.
public final class Main {
    private static final int PORT = 8080;
    private static final int LEAST_BYTES = 1;

    private Main() {}

    /// Runs them until they are asked to end.
    public static void main(String[] arguments) {
        Service.run("event router", Main::start);
    }

    private static Part start(Settings settings) {
        Connection connection = settings.connection();
        Path folder = settings.folder("LAVANT_FOLDER", "the state of Kafka Streams");
        IngressConfig intake = intake(settings, connection);
        int partitions = settings.partitions();
        settings.check();
        PlatformTopics.prepare(connection.properties(), partitions);
        var ingress = Ingress.start(intake);
        try {
            return new Running(ingress, Router.start(new RouterConfig(connection, folder)));
        } catch (RuntimeException failed) {
            ingress.close();
            throw failed;
        }
    }

    /// On another address than the loopback one it asks for API keys.
    private static IngressConfig intake(Settings settings, Connection connection) {
        var usual = IngressConfig.Limits.USUAL;
        int event = settings.number("LAVANT_MAX_EVENT_BYTES", usual.eventBytes(), LEAST_BYTES, Integer.MAX_VALUE);
        int inHand = Math.max(event, usual.inHandBytes());
        return new IngressConfig(
                connection,
                IngressConfig.Address.of(settings.listen(), settings.port("LAVANT_PORT", PORT))
                        .with(settings.tls()),
                new IngressConfig.Limits(
                        event,
                        settings.number("LAVANT_MAX_IN_HAND_BYTES", inHand, event, Integer.MAX_VALUE),
                        settings.number("LAVANT_MAX_CALLS", usual.calls(), 1, Integer.MAX_VALUE)));
    }

    private record Running(Ingress ingress, Router router) implements Part {
        @Override
        public Health alive() {
            return Health.of(ingress.running(), "the ingress no longer listens");
        }

        @Override
        public Health ready() {
            return Health.of(router.routes(), "the router is taking up its topics, or Kafka does not answer");
        }

        @Override
        public void close() {
            ingress.close();
            router.close();
        }
    }
}
