package dev.lavant.torture;

import dev.lavant.billing.Billing;
import dev.lavant.billing.BillingConfig;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.cli.audit.Audited;
import dev.lavant.cli.audit.PlatformAudit;
import dev.lavant.cli.connect.Addresses;
import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.testkit.guarantee.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Writes the bill of a run, and has it audited as `lavant audit` does.
///
/// @param folder of the run
record Reckoning(Connection connection, Path folder) {
    private static final Duration BILLED_WITHIN = Duration.ofSeconds(90);

    List<Violation> violations() {
        try (var billing =
                Billing.start(new BillingConfig(connection, folder.resolve("billing"), PriceBook.standard()))) {
            return audited(billing).findings().stream()
                    .map(finding -> new Violation("unreconciled", finding.at(), finding.toString()))
                    .toList();
        }
    }

    /// Again until billing has caught up.
    private Audited audited(Billing billing) {
        var audit = new PlatformAudit(Platform.reach(new Addresses(
                connection.bootstrapServers(), connection.schemaRegistry(), new Addresses.Origin.Given())));
        long until = System.nanoTime() + BILLED_WITHIN.toNanos();
        Audited audited = audit.run();
        while (billing.running() && !audited.findings().isEmpty() && System.nanoTime() < until) {
            audited = audit.run();
        }
        return audited;
    }
}
