package dev.lavant.host;

import dev.lavant.host.invoke.Delivery;
import java.util.List;

/// Events that one call of the handler is given: one, unless the function takes batches. All are of one partition and
/// were read under one assignment of it, so that all or none of them can be committed.
record Batch(List<InFlight> events) {

    InFlight first() {
        return events.getFirst();
    }

    int size() {
        return events.size();
    }

    /// Size of keys and values.
    long bytes() {
        long bytes = 0;
        for (InFlight event : events) {
            bytes += event.bytes();
        }
        return bytes;
    }

    Tenure tenure() {
        return first().tenure;
    }

    /// Asked on the thread that would make the attempt: one that follows another begins in any case, for as long as the
    /// partition is ours.
    boolean mayBegin() {
        return first().attempts() > 0 ? tenure().held() : tenure().mayBegin();
    }

    /// An attempt has failed. Called on the thread that made it.
    void failed() {
        tenure().failed(size());
    }

    /// Number of the next attempt, from 1; events of a batch have had none.
    int nextAttempt() {
        return first().foretold() ? first().attempts() : first().attempts() + 1;
    }

    List<Delivery> deliveries() {
        return size() == 1
                ? List.of(first().delivery())
                : events.stream().map(InFlight::delivery).toList();
    }
}
