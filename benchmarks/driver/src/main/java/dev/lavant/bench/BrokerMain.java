package dev.lavant.bench;

import dev.lavant.kafka.EmbeddedBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// The broker's process. Ends when its standard input closes: then the driver is gone.
public final class BrokerMain {
    private BrokerMain() {}

    /// Serves until then.
    ///
    /// @param args the data folder and the port
    public static void main(String[] args) throws IOException {
        var broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        System.in.transferTo(OutputStream.nullOutputStream());
        broker.close();
        Runtime.getRuntime().halt(0);
    }
}
