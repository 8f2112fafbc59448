package dev.lavant.console.picture;

import java.util.List;

/// What Kafka said of the events that wait for a function. "We could not tell" is not "nothing waits".
public sealed interface LagReading {

    /// A backlog that was read whole.
    record Known(List<Partition> partitions) implements LagReading {

        /// Events appended and not yet committed, those that run included.
        public long waiting() {
            return partitions.stream().mapToLong(Partition::waiting).sum();
        }
    }

    /// A reading that failed, in whole or for one partition.
    record Unknown(String why) implements LagReading {}

    /// One partition that a function reads.
    ///
    /// @param end last stable offset
    /// @param done all before it are committed, or no longer there
    record Partition(String topic, int number, long end, long done) {

        /// Events between.
        public long waiting() {
            return Math.max(0, end - done);
        }
    }
}
