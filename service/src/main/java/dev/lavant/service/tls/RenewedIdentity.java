package dev.lavant.service.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server's identity from its files, taken anew when those change and are good; until then the one before stays.
///
/// It reads the files at an interval and compares, which sees a renewal in place as well as a link that is set anew.
public final class RenewedIdentity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedIdentity.class);

    private final TlsFiles files;
    private final Consumer<Identity> taken;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tls-renewal").factory());
    private Identity shown; // these two: of the thread that looks
    private String fault = "";

    private RenewedIdentity(TlsFiles files, Consumer<Identity> taken) {
        this.files = files;
        this.taken = taken;
        this.shown = files.read(Instant.now());
    }

    /// Hands out the identity that the files hold, on this thread, and later ones on a thread of its own.
    ///
    /// @throws IllegalArgumentException when they hold none that can be used, see [TlsFiles#read]
    public static RenewedIdentity start(TlsFiles files, Duration every, Consumer<Identity> taken) {
        var identity = new RenewedIdentity(files, taken);
        identity.take(identity.shown);
        var _ = identity.looks.scheduleWithFixedDelay(
                identity::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return identity;
    }

    private void look() {
        try {
            Identity now = files.read(Instant.now());
            fault = "";
            if (!now.equals(shown)) {
                take(now);
            }
        } catch (RuntimeException unusable) { // for example half of a renewal; also what no look may end with
            tell(String.valueOf(unusable.getMessage()));
        }
    }

    private void take(Identity identity) {
        taken.accept(identity);
        shown = identity;
        LOG.atInfo()
                .addKeyValue("certificate", files.certificate())
                .addKeyValue("validUntil", identity.validUntil())
                .log("certificate taken");
    }

    /// Once, and not at every look.
    private void tell(String found) {
        if (!found.equals(fault)) {
            fault = found;
            LOG.atWarn().addKeyValue("fault", found).log("certificate not taken, the one before stays");
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
