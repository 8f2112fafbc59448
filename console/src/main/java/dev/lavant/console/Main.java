package dev.lavant.console;

import dev.lavant.console.watch.Mask;
import dev.lavant.schemas.topics.PlatformTopics;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.service.Health;
import dev.lavant.service.Part;
import dev.lavant.service.Service;
import dev.lavant.service.Settings;

/// The console as a process of its own. It keeps nothing, so there may be several.
public final class Main {
    private static final int PORT = 8082;

    private Main() {}

    /// Runs it until it is asked to end.
    public static void main(String[] arguments) {
        Service.run("console", Main::start);
    }

    private static Part start(Settings settings) {
        Connection connection = settings.connection();
        int port = settings.port("LAVANT_PORT", PORT);
        var mask = mask(settings);
        int partitions = settings.partitions();
        settings.check();
        PlatformTopics.prepare(connection.properties(), partitions);
        var address = new ConsoleConfig.Address(settings.listen(), port, "LAVANT_PORT");
        return new Running(Console.start(new ConsoleConfig(connection, address, mask)));
    }

    private static Mask mask(Settings settings) {
        try {
            return Mask.of(settings.optional(Mask.SETTING).orElse(""));
        } catch (IllegalArgumentException wrong) {
            settings.fault(Mask.SETTING + ": " + wrong.getMessage());
            return Mask.NONE;
        }
    }

    private record Running(Console console) implements Part {
        @Override
        public Health alive() {
            return Health.of(console.running(), "the console no longer listens");
        }

        @Override
        public Health ready() {
            return Health.of(console.caughtUp(), "the console is reading the topics, or Kafka does not answer");
        }

        @Override
        public void close() {
            console.close();
        }
    }
}
