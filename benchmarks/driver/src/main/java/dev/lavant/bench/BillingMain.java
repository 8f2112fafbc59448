package dev.lavant.bench;

import dev.lavant.billing.Billing;
import dev.lavant.billing.BillingConfig;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;

/// Billing's process. Ends when it is told to, or its standard input closes: then the driver is gone.
public final class BillingMain {
    private BillingMain() {}

    /// Bills until then.
    ///
    /// @param args bootstrap servers, registry, folder
    public static void main(String[] args) throws IOException {
        var billing = Billing.start(
                new BillingConfig(Connection.to(args[0], URI.create(args[1])), Path.of(args[2]), PriceBook.standard()));
        Runtime.getRuntime().addShutdownHook(new Thread(billing::close, "close"));
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
