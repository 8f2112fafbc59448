package dev.lavant.bench;

import dev.lavant.router.Router;
import dev.lavant.router.RouterConfig;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;

/// A router's process. Ends when it is told to, or its standard input closes: then the driver is gone.
public final class RouterMain {
    private RouterMain() {}

    /// Routes until then, and leaves its group.
    ///
    /// @param args bootstrap servers, registry, folder
    public static void main(String[] args) throws IOException {
        var router = Router.start(new RouterConfig(Connection.to(args[0], URI.create(args[1])), Path.of(args[2])));
        Runtime.getRuntime().addShutdownHook(new Thread(router::close, "close"));
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
