package dev.lavant.autoscaler.decide;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;

/// What Kafka said of one function's backlog. "We could not tell" is not "nothing waits".
public sealed interface Lag {

    /// A backlog that was read whole.
    record Known(List<Partition> partitions) implements Lag {

        /// Events that are not committed yet, those in flight included.
        public long events() {
            return partitions.stream().mapToLong(Partition::events).sum();
        }

        /// Events appended so far; grows by the arrivals.
        public long end() {
            return partitions.stream().mapToLong(Partition::end).sum();
        }

        /// The same with nothing undone that was done before, in partitions of topics that were not made anew.
        public Known keeping(Known before) {
            Map<String, Partition> known = before.partitions.stream().collect(toMap(Partition::name, one -> one));
            return new Known(partitions.stream()
                    .map(one -> one.keeping(known.getOrDefault(one.name(), one)))
                    .toList());
        }
    }

    /// A reading that failed, in whole or for one partition.
    record Unknown(String why) implements Lag {}

    /// One partition of a function's topics.
    ///
    /// @param end last stable offset: committed records end here
    /// @param committed by the function's group, -1 for none
    /// @param logStart first offset that retention has left
    record Partition(String topic, int partition, long end, long committed, long logStart) {

        /// Deleted records are not backlog, and neither is anything before the start that a deploy committed.
        public long events() {
            return Math.max(0, end - Math.max(committed, logStart));
        }

        private String name() {
            return topic + "-" + partition;
        }

        private Partition keeping(Partition before) {
            boolean fellBack = committed < before.committed && end >= before.end;
            return fellBack ? new Partition(topic, partition, end, before.committed, logStart) : this;
        }
    }
}
