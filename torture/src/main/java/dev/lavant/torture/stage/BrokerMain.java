package dev.lavant.torture.stage;

import dev.lavant.kafka.EmbeddedBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The embedded broker in a process of its own, so that it can be killed. It stops cleanly when its standard input
/// ends.
public final class BrokerMain {
    private BrokerMain() {}

    /// Runs until standard input ends.
    ///
    /// @param arguments the data folder, the port, and a file that is made once the broker serves clients
    public static void main(String... arguments) throws IOException {
        try (var _ = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            Files.createFile(Path.of(arguments[2]));
            long rest = System.in.transferTo(OutputStream.nullOutputStream());
            assert rest == 0;
        }
    }
}
