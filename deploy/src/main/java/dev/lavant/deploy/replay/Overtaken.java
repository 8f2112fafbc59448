package dev.lavant.deploy.replay;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/// Another [Redrive] of the function has begun since: this one writes no more, so that no letter is sent twice.
public final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Overtaken(String function, KafkaException cause) {
        super("another command about the dead letters of " + function + " has begun meanwhile", cause);
    }

    /// What a failure of Kafka's producer means.
    static RuntimeException or(String function, KafkaException failed) {
        boolean fenced = Stream.iterate((Throwable) failed, Throwable::getCause)
                .takeWhile(cause -> cause != null)
                .anyMatch(cause ->
                        cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException);
        return fenced ? new Overtaken(function, failed) : failed;
    }
}
