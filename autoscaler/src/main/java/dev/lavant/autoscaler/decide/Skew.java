package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.Lag.Partition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What of the backlog and the arrivals more hosts can help with, when partitions are unequal.
///
/// A partition has one host, so of its backlog no more counts than one host finishes in time (`0.85·μ·L`), and
/// of its arrivals no more than one host does (`μ`). It is *hot* when it holds more than that and three times
/// the median. A partition is *stuck* when nothing was committed for `max(60 s, 3·L)` while attempts failed: it
/// counts as one event, which keeps one host for the retries. Without an order all count whole.
///
/// @param waiting events that count
/// @param perSecond arrivals that count
/// @param hot names of hot partitions
/// @param stuck names of stuck partitions
record Skew(double waiting, double perSecond, List<String> hot, List<String> stuck) {
    private static final double UNLIKE = 3;
    private static final double STUCK_SECONDS = 60;

    static Skew of(Spec spec, Observation seen, List<Partition> partitions, List<Track> tracks, double perSecond) {
        Pace pace = Pace.of(spec, seen.work());
        return switch (spec.sharing()) {
            case BY_EVENT -> new Skew(total(partitions), perSecond, List.of(), List.of());
            case BY_PARTITION -> byPartition(pace, seen, partitions, tracks, perSecond);
        };
    }

    private static double total(List<Partition> partitions) {
        return partitions.stream().mapToLong(Partition::events).sum();
    }

    private static Skew byPartition(
            Pace pace, Observation seen, List<Partition> partitions, List<Track> tracks, double perSecond) {
        double most = pace.inTime();
        double unlike = UNLIKE * median(partitions);
        double patience = Math.max(STUCK_SECONDS, 3 * pace.target());
        double waiting = 0;
        double unserved = 0;
        var hot = new ArrayList<String>();
        var stuck = new ArrayList<String>();
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            boolean stands = partition.events() > 0 && tracks.get(i).stuck(seen, patience);
            waiting += Math.min(partition.events(), stands ? 1 : most);
            unserved += Math.max(0, tracks.get(i).perSecond() - pace.perHost());
            if (stands) {
                stuck.add(name(partition));
            } else if (partition.events() > most && partition.events() > unlike) {
                hot.add(name(partition));
            }
        }
        return new Skew(waiting, Math.max(0, perSecond - unserved), hot, stuck);
    }

    private static long median(List<Partition> partitions) {
        if (partitions.size() < 2) {
            return Long.MAX_VALUE / 4; // one partition is like itself
        }
        var sorted = new ArrayList<>(partitions.stream().map(Partition::events).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static String name(Partition partition) {
        return partition.topic() + "-" + partition.partition();
    }
}
