package dev.lavant.billing;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.schemas.topics.PlatformTopics;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.service.Health;
import dev.lavant.service.Part;
import dev.lavant.service.Service;
import dev.lavant.service.Settings;
import java.nio.file.Path;

/// Billing as a process of its own.
public final class Main {
    private Main() {}

    /// Runs it until it is asked to end.
    public static void main(String[] arguments) {
        Service.run("billing", Main::start);
    }

    private static Part start(Settings settings) {
        Connection connection = settings.connection();
        Path folder = settings.folder("LAVANT_FOLDER", "the state of Kafka Streams");
        int partitions = settings.partitions();
        settings.check();
        PlatformTopics.prepare(connection.properties(), partitions);
        return new Running(Billing.start(new BillingConfig(connection, folder, PriceBook.standard())));
    }

    private record Running(Billing billing) implements Part {
        @Override
        public Health alive() {
            return Health.of(billing.running(), "billing has ended for good, the log says why");
        }

        @Override
        public Health ready() {
            return Health.of(billing.ready(), "billing is not with its group yet, or Kafka does not answer");
        }

        @Override
        public void close() {
            billing.close();
        }
    }
}
