package dev.lavant.billing.rate;

import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.usage.UsageIds;

/// Which usage records of one source were counted already, so that each counts once. Pure.
///
/// Records of events are known by their offset. Those of a host have none; it numbers them, and the number is found
/// again by their id. A host may leave out numbers, those of transactions that were not committed.
public final class Counted {
    private static final int GAPS_BEFORE_SETTLING = 8;
    private static final int NUMBERS_LOOKED_AHEAD = 4_096;

    private final OffsetIntervals places;

    private Counted(OffsetIntervals places) {
        this.places = places;
    }

    /// Whether a record counts.
    public enum Verdict {
        /// It is the first of its delivery.
        FIRST,
        /// Its delivery was reported before.
        AGAIN,
        /// It says that it is of a host, and its id is none of that host's.
        FOREIGN
    }

    /// The source of a record: a function's partition of events, or a host.
    public static String source(UsageRecord usage) {
        return usage.getKind() == UsageKind.INVOCATION
                ? usage.getFunction() + "|" + usage.getSourceTopicId() + "|" + usage.getSourcePartition()
                : usage.getFunction() + "|" + usage.getHostId();
    }

    /// Nothing yet.
    public static Counted none() {
        return new Counted(new OffsetIntervals());
    }

    /// Reads what [#toBytes] wrote.
    public static Counted from(byte[] bytes) {
        return new Counted(OffsetIntervals.from(bytes));
    }

    /// For a store; grows with the gaps of the last [OffsetIntervals#WINDOW] offsets at most.
    public byte[] toBytes() {
        return places.toBytes();
    }

    /// Takes note of a record of this source.
    public Verdict note(UsageRecord usage) {
        return usage.getKind() == UsageKind.INVOCATION ? noteEvent(usage.getSourceOffset()) : noteHost(usage);
    }

    private Verdict noteEvent(long offset) {
        if (!places.add(offset)) {
            return Verdict.AGAIN;
        }
        if (places.intervals() > GAPS_BEFORE_SETTLING) {
            places.settle(offset);
        }
        return Verdict.FIRST;
    }

    private Verdict noteHost(UsageRecord usage) {
        long next = places.intervals() == 0 ? 0 : places.toList().getLast().end();
        for (long number = next; number < next + NUMBERS_LOOKED_AHEAD; number++) {
            if (isOf(usage, number)) {
                places.add(number);
                return Verdict.FIRST;
            }
        }
        for (long number = next - 1; number >= 0; number--) {
            if (isOf(usage, number)) {
                return places.add(number) ? Verdict.FIRST : Verdict.AGAIN;
            }
        }
        return Verdict.FOREIGN;
    }

    private static boolean isOf(UsageRecord usage, long number) {
        return UsageIds.ofHost(usage.getHostId(), number).equals(usage.getUsageId());
    }
}
