package dev.lavant.host.report;

import java.time.Duration;
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

    private final String broker;
    private boolean away;
    private long silentSinceNanos;
    private long saidNanos;

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
        if (away) {
            away = false;
            LOG.atInfo()
                    .addKeyValue("kafka", broker)
                    .addKeyValue("waited", seconds(nowNanos - silentSinceNanos))
                    .log("the broker answers again, the host goes on");
        }
    }

    private void silent(long nowNanos) {
        if (!away) {
            silentSinceNanos = nowNanos;
        } else if (nowNanos - saidNanos < SAY_AGAIN.toNanos()) {
            return;
        }
        away = true;
        saidNanos = nowNanos;
        LOG.atWarn()
                .addKeyValue("kafka", broker)
                .addKeyValue("waited", seconds(nowNanos - silentSinceNanos))
                .log("the broker does not answer: the host waits for it and goes on once it does");
    }

    private static Duration seconds(long nanos) {
        return Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds());
    }
}
