package dev.lavant.billing.audit;

import dev.lavant.billing.audit.Finding.Kind;
import dev.lavant.billing.rate.OffsetIntervals;
import java.util.ArrayList;
import java.util.List;

/// That each event of a partition that was decided was metered, and nothing else. Pure.
public final class EventsAudit {
    private static final int MOST_TOLD = 1_000;

    private EventsAudit() {}

    /// What a source partition holds.
    ///
    /// @param present offsets of its committed records, so without marks of transactions and aborted records
    /// @param logStart offsets before this are gone by retention
    /// @param end the offset after the last record
    /// @param decidedBefore how far the group has come: all before it is decided; -1 where that is not known
    /// @param from where the function began; -1 where that is not known
    /// @param thinned records may have been compacted away
    public record Events(
            OffsetIntervals present, long logStart, long end, long decidedBefore, long from, boolean thinned) {}

    /// What is wrong in one partition.
    ///
    /// @param metered offsets of the events that were metered
    public static List<Finding> check(Source source, Events events, OffsetIntervals metered) {
        var findings = new ArrayList<Finding>();
        for (OffsetIntervals.Interval there : events.present().toList()) {
            long until = Math.min(there.end(), events.decidedBefore());
            for (long offset = Math.max(there.from(), events.from()); offset < until; offset++) {
                if (events.from() >= 0 && !metered.contains(offset) && findings.size() < MOST_TOLD) {
                    findings.add(new Finding(
                            Kind.GAP,
                            source.at(offset).toString(),
                            "the event was decided by " + source.function() + " and has no usage record"));
                }
            }
        }
        for (OffsetIntervals.Interval billed : metered.toList()) {
            noEvent(source, events, billed, findings);
        }
        return findings;
    }

    private static void noEvent(Source source, Events events, OffsetIntervals.Interval billed, List<Finding> findings) {
        for (long offset = Math.max(billed.from(), events.logStart()); offset < billed.end(); offset++) {
            boolean gone = events.thinned() && offset < events.end();
            if (!gone && !events.present().contains(offset) && findings.size() < MOST_TOLD) {
                findings.add(new Finding(
                        Kind.NO_EVENT,
                        source.at(offset).toString(),
                        "there is no event, and " + source.function() + " has a usage record of it"));
            }
        }
    }

    /// Usage records whose event is gone by retention: they cannot be compared with it.
    public static long expired(Events events, OffsetIntervals metered) {
        return metered.toList().stream()
                .mapToLong(billed -> Math.max(0, Math.min(billed.end(), events.logStart()) - billed.from()))
                .sum();
    }
}
