package dev.lavant.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long the oldest event of a function has waited, found from its lag alone: an end that has grown tells that
/// events were appended since the last look, so nothing has to be read twice. Right to the time between two looks.
///
///     12:00:01  end 5, done 5    nothing waits
///     12:00:02  end 9, done 5    offset 5 came by 12:00:02
///     12:00:07  end 9, done 7    it is done; 7 and 8 wait since 12:00:02: 5 s
final class OldestEvent {
    /// Ends of a partition that are remembered; when more come, the newest two are taken for one.
    private static final int MOST_ENDS = 900;

    private record Seen(Instant at, long end) {}

    private record Place(String topic, int partition) {}

    private final Map<Place, Deque<Seen>> ends = new HashMap<>();
    private Instant firstLook = Instant.MAX;

    /// An age, which is greater when events waited before they were looked for.
    ///
    /// @param since when the oldest was first seen
    /// @param atLeast true when it may have waited longer
    record Age(Instant since, boolean atLeast) {
        Duration at(Instant now) {
            return Duration.between(since, now);
        }
    }

    /// Takes a look at all partitions of a function.
    void take(Instant at, List<LagReading.Partition> partitions) {
        firstLook = at.isBefore(firstLook) ? at : firstLook;
        partitions.forEach(partition -> take(at, partition));
    }

    private void take(Instant at, LagReading.Partition partition) {
        var seen = ends.computeIfAbsent(new Place(partition.topic(), partition.number()), _ -> new ArrayDeque<>());
        while (!seen.isEmpty() && seen.getFirst().end() <= partition.done()) {
            seen.removeFirst();
        }
        long known = seen.isEmpty() ? partition.done() : seen.getLast().end();
        if (partition.end() > known) {
            Instant since = seen.size() < MOST_ENDS ? at : seen.removeLast().at();
            seen.addLast(new Seen(since, partition.end()));
        }
    }

    /// The age of the oldest event; nothing when none waits.
    Optional<Age> age() {
        return ends.values().stream()
                .filter(seen -> !seen.isEmpty())
                .map(seen -> seen.getFirst().at())
                .min(Instant::compareTo)
                .map(since -> new Age(since, since.equals(firstLook)));
    }

    /// Ends that are kept.
    int remembered() {
        return ends.values().stream().mapToInt(Deque::size).sum();
    }
}
