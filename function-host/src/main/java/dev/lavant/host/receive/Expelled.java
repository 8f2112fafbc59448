package dev.lavant.host.receive;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/// The group has gone on without this host, as it did not answer for too long: frozen, or cut off. What it held is with
/// other hosts by now, so it has nothing to commit.
public final class Expelled extends KafkaException {
    private static final long serialVersionUID = 1L;

    private Expelled(KafkaException cause) {
        super("the group has gone on without this host: " + cause.getMessage(), cause);
    }

    /// What a consumer's failure means; itself when it is another one. Those of a rebalance's callbacks come wrapped.
    static KafkaException of(KafkaException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownMemberIdException || cause instanceof FencedMemberEpochException) {
                return new Expelled(failed);
            }
        }
        return failed;
    }
}
