package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.Lag.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is remembered of one partition.
///
/// @param end events appended at the last look
/// @param committed then
/// @param movedAt when that last grew, or nothing waited
/// @param failed attempts of the function that had failed by then
/// @param perSecond arrivals, averaged over some thirty seconds
record Track(long end, long committed, Instant movedAt, long failed, double perSecond) {
    private static final double MEMORY_SECONDS = 30;

    /// Follows all partitions for one more look; those of a topic that was changed begin anew.
    static List<Track> follow(State before, Observation seen, List<Partition> partitions) {
        boolean known = before.tracks().size() == partitions.size();
        var tracks = new ArrayList<Track>(partitions.size());
        for (int i = 0; i < partitions.size(); i++) {
            Partition now = partitions.get(i);
            tracks.add(
                    known && before.tracks().get(i).end() <= now.end()
                            ? before.tracks().get(i).then(now, seen, before.lookedAt(seen))
                            : fresh(now, seen));
        }
        return tracks;
    }

    private static Track fresh(Partition now, Observation seen) {
        return new Track(now.end(), now.committed(), seen.at(), seen.work().failedAttempts(), 0);
    }

    private Track then(Partition now, Observation seen, Instant lookedAt) {
        double passed = Math.max(0, Pace.seconds(Duration.between(lookedAt, seen.at())));
        double weight = 1 - Math.exp(-passed / MEMORY_SECONDS);
        double rate = passed == 0 ? perSecond : perSecond + weight * ((now.end() - end) / passed - perSecond);
        boolean moves = now.committed() != committed || now.events() == 0;
        return moves
                ? new Track(now.end(), now.committed(), seen.at(), seen.work().failedAttempts(), rate)
                : new Track(now.end(), committed, movedAt, failed, rate);
    }

    /// Whether nothing was committed for so long while attempts failed. A partition that waits for its turn is
    /// not stuck.
    boolean stuck(Observation seen, double seconds) {
        return seen.work().failedAttempts() > failed && Pace.seconds(Duration.between(movedAt, seen.at())) >= seconds;
    }
}
