package dev.lavant.host.report;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log that the broker does not answer, now and then while it does not, and that it answers again.
///
/// Thread-safe: the producer's own thread and the one that sends tell it what came of their records.
final class Contact {
    private static final Logger LOG = LoggerFactory.getLogger(Contact.class);
    private static final Duration SAY_AGAIN = Duration.ofSeconds(10);

    /// A host that stood still itself finds several records out of time at one moment, and then an answer.
    private static final Duration SURE_AFTER = Duration.ofSeconds(2);

    private final String broker;
    private OptionalLong silentSinceNanos = OptionalLong.empty();
    private OptionalLong saidNanos = OptionalLong.empty();

    Contact(String broker) {
        this.broker = broker;
    }

    /// What came of a record.
    ///
    /// @param error null when the broker has it
    synchronized void heard(@Nullable Exception error, long nowNanos) {
        if (error == null) {
            answered(nowNanos);
        } else if (error instanceof TimeoutException
                && !(error.getCause() instanceof UnknownTopicOrPartitionException)) {
            silent(nowNanos);
        }
    }

    private void answered(long nowNanos) {
        if (saidNanos.isPresent()) {
            LOG.atInfo()
                    .addKeyValue("kafka", broker)
                    .addKeyValue("waited", silentFor(nowNanos))
                    .log("the broker answers again, the host goes on");
        }
        silentSinceNanos = OptionalLong.empty();
        saidNanos = OptionalLong.empty();
    }

    private void silent(long nowNanos) {
        if (silentSinceNanos.isEmpty()) {
            silentSinceNanos = OptionalLong.of(nowNanos);
        }
        long due = saidNanos.isPresent()
                ? saidNanos.getAsLong() + SAY_AGAIN.toNanos()
                : silentSinceNanos.getAsLong() + SURE_AFTER.toNanos();
        if (nowNanos - due < 0) {
            return;
        }
        saidNanos = OptionalLong.of(nowNanos);
        LOG.atWarn()
                .addKeyValue("kafka", broker)
                .addKeyValue("waited", silentFor(nowNanos))
                .log("the broker does not answer: the host waits for it and goes on once it does");
    }

    private Duration silentFor(long nowNanos) {
        return Duration.ofSeconds(
                Duration.ofNanos(nowNanos - silentSinceNanos.orElse(nowNanos)).toSeconds());
    }
}
