package dev.lavant.host.receive;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What became of the events that a [ShareReader] told the group of.
public sealed interface Acknowledged {

    /// The group knows of all of them: none comes again, but those that were released.
    record Complete() implements Acknowledged {}

    /// The group may not know of some of them, and then hands them out again, here or elsewhere.
    ///
    /// @param comeAgain in no order; one refusal is for all events of a partition that were told of at once
    /// @param why what the broker said of the first of them
    record Incomplete(List<ConsumerRecord<byte[], byte[]>> comeAgain, String why) implements Acknowledged {
        public Incomplete {
            comeAgain = List.copyOf(comeAgain);
        }
    }
}
