package dev.lavant.registry;

import dev.lavant.service.Health;
import dev.lavant.service.Part;
import dev.lavant.service.Service;
import dev.lavant.service.Settings;
import java.util.Properties;

/// The schema registry as a process of its own. One at a time may write, so there is one.
public final class Main {
    private static final int PORT = 8081;

    private Main() {}

    /// Runs it until it is asked to end.
    public static void main(String[] arguments) {
        Service.run("schema registry", Main::start);
    }

    private static Part start(Settings settings) {
        var client = new Properties();
        client.putAll(settings.kafka());
        int port = settings.port("LAVANT_PORT", PORT);
        settings.check();
        return new Running(RegistryServer.start(settings.listen(), port, client));
    }

    private record Running(RegistryServer server) implements Part {
        @Override
        public Health alive() {
            return Health.of(server.running(), "it no longer listens");
        }

        @Override
        public Health ready() {
            return alive();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
