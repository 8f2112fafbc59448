package dev.lavant.billing.audit;

import dev.lavant.billing.audit.Finding.Kind;
import dev.lavant.billing.rate.Counted;
import dev.lavant.billing.rate.OffsetIntervals;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.usage.UsageProof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All usage records, read in the order of `billing.usage`: checks each by itself, and adds them up as billing should
/// have. Memory grows with gaps, windows and dead letters, not with events. Not thread-safe.
public final class UsageLedger {
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Source, OffsetIntervals> metered = new HashMap<>();
    private final Map<String, Counted> hosts = new HashMap<>();
    private final Map<String, UsageSummary> sums = new TreeMap<>();
    private final Map<String, Place> deadLettered = new HashMap<>();
    private long records;
    private long events;
    private long repeats;
    private long unmarked;

    /// A record as it was read.
    ///
    /// @param key of the record
    /// @param value all of it
    /// @param checksum its header, where it has one
    public record Read(
            Place at, String key, Instant appendedAt, UsageRecord usage, Bytes value, Optional<Bytes> checksum) {}

    /// Bytes that are compared by their content and not changed.
    public interface Bytes {
        /// The bytes.
        byte[] get();
    }

    /// Takes the next record.
    public void note(Read read) {
        records++;
        checkContent(read);
        UsageRecord usage = read.usage();
        if (!read.key().equals(Counted.source(usage))) {
            wrong(
                    Kind.FOREIGN,
                    read.at(),
                    "its key is " + read.key() + ", that of its content " + Counted.source(usage));
        }
        Optional<String> impossible = Summaries.impossible(usage);
        if (impossible.isPresent()) {
            wrong(Kind.ALTERED, read.at(), "it is billed to nobody: " + impossible.get());
        } else if (usage.getKind() == UsageKind.INVOCATION) {
            noteEvent(read);
        } else {
            noteHost(read);
        }
    }

    /// Takes a record that is none.
    public void noteUnreadable(Place at, String why) {
        records++;
        wrong(Kind.ALTERED, at, "it cannot be read: " + why);
    }

    private void checkContent(Read read) {
        if (read.checksum().isEmpty()) {
            unmarked++;
            return;
        }
        byte[] marked = read.checksum().get().get();
        if (!Arrays.equals(marked, UsageProof.checksum(read.value().get()))) {
            wrong(
                    Kind.ALTERED,
                    read.at(),
                    "its content is not what " + read.usage().getHostId() + " wrote (" + of(read.usage()) + ")");
        }
    }

    private void noteEvent(Read read) {
        UsageRecord usage = read.usage();
        events++;
        Source source = source(usage);
        if (!UsageIds.of(
                        usage.getFunction(),
                        group(usage),
                        source.topicId(),
                        source.partition(),
                        usage.getSourceOffset())
                .equals(usage.getUsageId())) {
            wrong(Kind.FOREIGN, read.at(), "its usage id is not that of " + of(usage));
        }
        if (metered.computeIfAbsent(source, _ -> new OffsetIntervals()).add(usage.getSourceOffset())) {
            add(Summaries.of(usage, UsageProof.digest(read.value().get()), read.appendedAt()));
            if (usage.getOutcome() == UsageOutcome.DEAD_LETTERED) {
                deadLettered.put(UsageIds.hex(usage.getUsageId()), read.at());
            }
            return;
        }
        add(Summaries.duplicate(usage, read.appendedAt()));
        if (usage.getGroupKind() == GroupKind.SHARE) {
            repeats++; // a host of a share group died between its commit and its acknowledgement: billed once
        } else {
            wrong(Kind.DOUBLE, read.at(), of(usage) + " was metered before");
        }
    }

    private static Source source(UsageRecord usage) {
        return new Source(
                usage.getFunction(),
                String.valueOf(usage.getSourceTopic()),
                String.valueOf(usage.getSourceTopicId()),
                usage.getSourcePartition());
    }

    private void noteHost(Read read) {
        UsageRecord usage = read.usage();
        switch (hosts.computeIfAbsent(Counted.source(usage), _ -> Counted.none())
                .note(usage)) {
            case FIRST -> add(Summaries.of(usage, UsageProof.digest(read.value().get()), read.appendedAt()));
            case AGAIN -> {
                add(Summaries.duplicate(usage, read.appendedAt()));
                wrong(Kind.DOUBLE, read.at(), of(usage) + " was metered before");
            }
            case FOREIGN -> wrong(Kind.FOREIGN, read.at(), "its usage id is none of the host " + usage.getHostId());
        }
    }

    private void add(UsageSummary minute) {
        for (Duration window : List.of(Summaries.MINUTE, Summaries.HOUR)) {
            UsageSummary more = Summaries.in(minute, window);
            sums.merge(Summaries.key(more), more, Summaries::plus);
        }
    }

    private void wrong(Kind kind, Place at, String what) {
        findings.add(new Finding(kind, at.toString(), what));
    }

    private static String of(UsageRecord usage) {
        return usage.getKind() == UsageKind.INVOCATION
                ? "the event at "
                        + new Place(
                                String.valueOf(usage.getSourceTopic()),
                                usage.getSourcePartition(),
                                usage.getSourceOffset())
                        + " for " + usage.getFunction()
                : usage.getKind() + " of " + usage.getHostId() + " for " + usage.getFunction();
    }

    private static String group(UsageRecord usage) {
        return group(usage.getFunction(), usage.getGroupKind());
    }

    /// The group that a function reads with.
    static String group(String function, GroupKind kind) {
        return kind == GroupKind.SHARE ? "lavant." + function + ".share" : "lavant." + function;
    }

    /// What is wrong with records by themselves.
    public List<Finding> findings() {
        return Collections.unmodifiableList(findings);
    }

    /// Offsets of the events that were metered.
    public Map<Source, OffsetIntervals> metered() {
        return Collections.unmodifiableMap(metered);
    }

    /// What billing should have published, by [Summaries#key].
    public Map<String, UsageSummary> sums() {
        return Collections.unmodifiableMap(sums);
    }

    /// The records that say that an event became a dead letter, by their usage id.
    public Map<String, Place> deadLettered() {
        return Collections.unmodifiableMap(deadLettered);
    }

    /// Records read.
    public long records() {
        return records;
    }

    /// Those of them that are of an event.
    public long events() {
        return events;
    }

    /// Repeats that a share group may have; they are billed once.
    public long repeats() {
        return repeats;
    }

    /// Records without a checksum, of hosts before there was one.
    public long unmarked() {
        return unmarked;
    }
}
