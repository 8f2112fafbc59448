package dev.lavant.billing.rate;

import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sums of usage in windows of the broker's append time, under the meter rule `share-ceil-1us`: of each event's share
/// of its host's time and of its CPU time, begun microseconds count whole. Pure.
///
///     128 MiB for 1,500 ns of share is 256 MiB-microseconds
public final class Summaries {
    /// Name of the rule, on every sum.
    public static final String RULE = "share-ceil-1us";

    /// What charts and budgets look at.
    public static final Duration MINUTE = Duration.ofMinutes(1);

    /// What is paid for in one line.
    public static final Duration HOUR = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_MIB = 1 << 20;
    private static final long MOST_BYTES = 1L << 40;

    private static final int NANOS_PER_MICRO = 1_000;

    private Summaries() {}

    /// A single record in its minute.
    ///
    /// @param digest of its content, see [dev.lavant.schemas.usage.UsageProof]
    /// @param appendedAt when the broker appended it to `billing.usage`
    /// @throws ArithmeticException when a quantity outgrows a long, which takes 280 years of a GiB
    public static UsageSummary of(UsageRecord usage, byte[] digest, Instant appendedAt) {
        boolean event = usage.getKind() == UsageKind.INVOCATION;
        boolean paid = event && usage.getBillable();
        return new UsageSummary(
                usage.getTenant(),
                usage.getFunction(),
                usage.getRevision(),
                usage.getKind(),
                start(appendedAt, MINUTE),
                MINUTE.toMillis(),
                0,
                SummaryState.OPEN,
                one(event),
                one(paid),
                one(event && usage.getOutcome() == UsageOutcome.OK),
                one(event && usage.getOutcome() == UsageOutcome.DEAD_LETTERED),
                (long) usage.getAttempts(),
                0L,
                Math.max(0, usage.getDurationNanos()),
                Math.max(0, usage.getCpuNanos()),
                Math.max(0, usage.getShareNanos()),
                priced(usage) ? mibMicros(usage) : 0L,
                paid ? micros(Math.max(0, usage.getCpuNanos())) : 0L,
                priced(usage) ? 0L : mibMicros(usage),
                paid ? usage.getBytesIn() : 0L,
                paid ? usage.getBytesOut() : 0L,
                RULE,
                List.of(Sources.of(usage, digest)),
                appendedAt);
    }

    /// Why a record cannot be true; empty when it can. Such a record is billed to nobody, and the audit names it: its
    /// quantities would outgrow a sum, and billing would stop at it.
    public static Optional<String> impossible(UsageRecord usage) {
        long longest = Math.max(usage.getDurationNanos(), Math.max(usage.getShareNanos(), usage.getCpuNanos()));
        if (longest > LONGEST.toNanos()) {
            return Optional.of(
                    "no host works " + longest + " ns on one event, which is more than " + LONGEST.toDays() + " days");
        }
        if (usage.getMemoryMib() < 0 || usage.getMemoryMib() > MOST_MIB) {
            return Optional.of("no host has " + usage.getMemoryMib() + " MiB");
        }
        long bytes = Math.max(usage.getBytesIn(), usage.getBytesOut());
        boolean negative = usage.getBytesIn() < 0 || usage.getBytesOut() < 0 || usage.getAttempts() < 0;
        return negative || bytes > MOST_BYTES
                ? Optional.of("its bytes or attempts are below zero, or more than " + MOST_BYTES)
                : Optional.empty();
    }

    /// A record of a delivery that was reported before: it counts as dropped and for nothing else.
    public static UsageSummary duplicate(UsageRecord usage, Instant appendedAt) {
        return new UsageSummary(
                usage.getTenant(),
                usage.getFunction(),
                usage.getRevision(),
                usage.getKind(),
                start(appendedAt, MINUTE),
                MINUTE.toMillis(),
                0,
                SummaryState.OPEN,
                0L,
                0L,
                0L,
                0L,
                0L,
                1L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                RULE,
                List.of(),
                appendedAt);
    }

    /// Both together, exactly, in the window and with the state of the first.
    public static UsageSummary plus(UsageSummary total, UsageSummary more) {
        return new UsageSummary(
                total.getTenant(),
                total.getFunction(),
                total.getRevision(),
                total.getKind(),
                total.getWindowStart(),
                total.getWindowMillis(),
                total.getRevisionNo(),
                total.getState(),
                Math.addExact(total.getEvents(), more.getEvents()),
                Math.addExact(total.getBillableEvents(), more.getBillableEvents()),
                Math.addExact(total.getSucceeded(), more.getSucceeded()),
                Math.addExact(total.getDeadLettered(), more.getDeadLettered()),
                Math.addExact(total.getAttempts(), more.getAttempts()),
                Math.addExact(total.getDuplicatesDropped(), more.getDuplicatesDropped()),
                Math.addExact(total.getDurationNanos(), more.getDurationNanos()),
                Math.addExact(total.getCpuNanos(), more.getCpuNanos()),
                Math.addExact(total.getShareNanos(), more.getShareNanos()),
                Math.addExact(total.getMibMicros(), more.getMibMicros()),
                Math.addExact(total.getCpuMicros(), more.getCpuMicros()),
                Math.addExact(total.getAbsorbedMibMicros(), more.getAbsorbedMibMicros()),
                Math.addExact(total.getBytesIn(), more.getBytesIn()),
                Math.addExact(total.getBytesOut(), more.getBytesOut()),
                total.getMeterRule(),
                Sources.plus(total.getSources(), more.getSources()),
                total.getAsOf().isAfter(more.getAsOf()) ? total.getAsOf() : more.getAsOf());
    }

    /// The same in the window of another length that the time is in.
    public static UsageSummary in(UsageSummary sum, Duration window) {
        return UsageSummary.newBuilder(sum)
                .setWindowStart(start(sum.getWindowStart(), window))
                .setWindowMillis(window.toMillis())
                .build();
    }

    /// The same as a later revision.
    public static UsageSummary revised(UsageSummary sum, int revisionNo, SummaryState state) {
        return UsageSummary.newBuilder(sum)
                .setRevisionNo(revisionNo)
                .setState(state)
                .build();
    }

    /// Key in `billing.summaries`, for example `acme|thumbnail|3|INVOCATION|2026-11-23T23:04:00Z|60000`. That of a
    /// correction has a number behind it.
    public static String key(UsageSummary sum) {
        return sum.getTenant() + "|" + sum.getFunction() + "|" + sum.getRevision() + "|" + sum.getKind() + "|"
                + sum.getWindowStart() + "|" + sum.getWindowMillis();
    }

    /// When the window ends.
    public static Instant end(UsageSummary sum) {
        return sum.getWindowStart().plusMillis(sum.getWindowMillis());
    }

    /// When the window began that a time is in.
    public static Instant start(Instant time, Duration window) {
        return Instant.ofEpochMilli(time.toEpochMilli() - Math.floorMod(time.toEpochMilli(), window.toMillis()));
    }

    /// Whether its memory and time have a price: an event that is paid for, or a host that is there for events.
    private static boolean priced(UsageRecord usage) {
        return switch (usage.getKind()) {
            case INVOCATION -> usage.getBillable();
            case INIT, KEEP_ALIVE, IDLE -> true;
            case UNKNOWN, DRAIN, HANDED_OVER -> false;
        };
    }

    private static long mibMicros(UsageRecord usage) {
        long held = usage.getShareNanos() >= 0 ? usage.getShareNanos() : usage.getDurationNanos();
        return Math.multiplyExact(usage.getMemoryMib(), micros(Math.max(0, held)));
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }

    private static long micros(long nanos) {
        return Math.ceilDiv(nanos, NANOS_PER_MICRO);
    }
}
